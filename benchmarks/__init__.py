"""How fast routes is: each module measures one thing and prints a table. Nothing here asserts a figure."""

"""All readings in, one atlas out: who was where on which day, who says so, and who says otherwise.

`assemble` is a pure function, and the order of the readings changes nothing. In the order of the work:

* `gists`: of each reading what it contributes, no longer its text;
* `dispatches`: what ten papers print of one agency counts as one source with ten outlets;
* `sources`: reports become claims with a quote;
* `stops`: claims of one caravan at one place and time become one waypoint, contradictions are kept beside it;
* `itinerary`: waypoints are put in order, and joined where the distance can be gone in the time;
* `crossings`: where the joined line crosses a border;
* `events`: what happened on the way;
* `atlas`: all of it together.
"""

from routes.assembly.atlas import assemble, assembled, hidden_places
from routes.assembly.discretion import shown
from routes.assembly.gists import Gist, gist

__all__ = ["Gist", "assemble", "assembled", "gist", "hidden_places", "shown"]

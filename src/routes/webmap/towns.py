"""Large towns that help a reader to find the way on the map, most important first.

Of use for a grey word on the map only: a tenth of a degree, and never the source of a place's position.
"""

from __future__ import annotations

__all__ = ["TOWNS"]

TOWNS: tuple[tuple[str, float, float], ...] = (
    ("Mexico City", 19.4, -99.1),
    ("Guatemala City", 14.6, -90.5),
    ("San Salvador", 13.7, -89.2),
    ("Tegucigalpa", 14.1, -87.2),
    ("Managua", 12.1, -86.3),
    ("Monterrey", 25.7, -100.3),
    ("Guadalajara", 20.7, -103.3),
    ("Los Angeles", 34.1, -118.2),
    ("Houston", 29.8, -95.4),
    ("Havana", 23.1, -82.4),
    ("Phoenix", 33.4, -112.1),
    ("San Antonio", 29.4, -98.5),
    ("El Paso", 31.8, -106.5),
    ("Tijuana", 32.5, -117.0),
    ("Hermosillo", 29.1, -111.0),
    ("Chihuahua", 28.6, -106.1),
    ("Culiacán", 24.8, -107.4),
    ("Torreón", 25.5, -103.4),
    ("Mazatlán", 23.2, -106.4),
    ("Veracruz", 19.2, -96.1),
    ("Oaxaca", 17.1, -96.7),
    ("Puebla", 19.0, -98.2),
    ("Acapulco", 16.9, -99.9),
    ("Tuxtla Gutiérrez", 16.8, -93.1),
    ("Villahermosa", 18.0, -92.9),
    ("Mérida", 21.0, -89.6),
    ("San Luis Potosí", 22.2, -101.0),
    ("San José", 9.9, -84.1),
    ("Panama City", 9.0, -79.5),
    ("San Pedro Sula", 15.5, -88.0),
    ("Belize City", 17.5, -88.2),
    ("New Orleans", 30.0, -90.1),
    ("Dallas", 32.8, -96.8),
    ("Miami", 25.8, -80.2),
    ("Bogotá", 4.7, -74.1),
    ("Medellín", 6.2, -75.6),
    ("Caracas", 10.5, -66.9),
    ("Quito", -0.2, -78.5),
    ("San Diego", 32.7, -117.2),
    ("Albuquerque", 35.1, -106.7),
    ("Denver", 39.7, -105.0),
    ("Atlanta", 33.7, -84.4),
    ("New York", 40.7, -74.0),
    ("Washington", 38.9, -77.0),
    ("Chicago", 41.9, -87.6),
)

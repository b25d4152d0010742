"""Names of countries and first-level units, for the line below a place's name.

Codes and English names of ISO 3166-1 and 3166-2 (2024). A code that is not here is left out, never shown raw.
"""

from __future__ import annotations

from routes.model import Place

__all__ = ["countries", "country_name", "unit"]


def _table(text: str) -> dict[str, str]:
    return dict(pair.strip().split(" ", 1) for pair in text.split(","))


COUNTRIES = _table(
    "AF Afghanistan, AL Albania, AR Argentina, AT Austria, BA Bosnia and Herzegovina, BG Bulgaria, BO Bolivia, "
    "BR Brazil, BS Bahamas, BZ Belize, CA Canada, CL Chile, CM Cameroon, CO Colombia, CR Costa Rica, CU Cuba, "
    "CZ Czechia, DE Germany, DO Dominican Republic, EC Ecuador, GR Greece, GT Guatemala, HN Honduras, HR Croatia, "
    "HT Haiti, HU Hungary, IQ Iraq, IT Italy, JM Jamaica, ME Montenegro, MK North Macedonia, MX Mexico, NI Nicaragua, "
    "PA Panama, PE Peru, PL Poland, PR Puerto Rico, PY Paraguay, RO Romania, RS Serbia, SI Slovenia, SK Slovakia, "
    "SV El Salvador, SY Syria, TR Türkiye, UA Ukraine, US United States, UY Uruguay, VE Venezuela"
)
UNITS = {
    "MX": _table(
        "AGU Aguascalientes, BCN Baja California, BCS Baja California Sur, CAM Campeche, CHH Chihuahua, CHP Chiapas, "
        "CMX Mexico City, COA Coahuila, COL Colima, DUR Durango, GRO Guerrero, GUA Guanajuato, HID Hidalgo, "
        "JAL Jalisco, MEX State of Mexico, MIC Michoacán, MOR Morelos, NAY Nayarit, NLE Nuevo León, OAX Oaxaca, "
        "PUE Puebla, QUE Querétaro, ROO Quintana Roo, SIN Sinaloa, SLP San Luis Potosí, SON Sonora, TAB Tabasco, "
        "TAM Tamaulipas, TLA Tlaxcala, VER Veracruz, YUC Yucatán, ZAC Zacatecas"
    ),
    "US": _table("AZ Arizona, CA California, NM New Mexico, TX Texas, DC District of Columbia"),
    "HN": _table(
        "AT Atlántida, CH Choluteca, CL Colón, CM Comayagua, CP Copán, CR Cortés, EP El Paraíso, FM Francisco Morazán, "
        "GD Gracias a Dios, IB Islas de la Bahía, IN Intibucá, LE Lempira, LP La Paz, OC Ocotepeque, OL Olancho, "
        "SB Santa Bárbara, VA Valle, YO Yoro"
    ),
    "SV": _table(
        "AH Ahuachapán, CA Cabañas, CH Chalatenango, CU Cuscatlán, LI La Libertad, MO Morazán, PA La Paz, "
        "SA Santa Ana, SM San Miguel, SO Sonsonate, SS San Salvador, SV San Vicente, UN La Unión, US Usulután"
    ),
    # Guatemala's codes were letters until 2021 and are numbers since.
    "GT": _table(
        "AV Alta Verapaz, BV Baja Verapaz, CM Chimaltenango, CQ Chiquimula, ES Escuintla, GU Guatemala, "
        "HU Huehuetenango, IZ Izabal, JA Jalapa, JU Jutiapa, PE Petén, PR El Progreso, QC Quiché, QZ Quetzaltenango, "
        "RE Retalhuleu, SA Sacatepéquez, SM San Marcos, SO Sololá, SR Santa Rosa, SU Suchitepéquez, TO Totonicapán, "
        "ZA Zacapa, 01 Guatemala, 02 El Progreso, 03 Sacatepéquez, 04 Chimaltenango, 05 Escuintla, 06 Santa Rosa, "
        "07 Sololá, 08 Totonicapán, 09 Quetzaltenango, 10 Suchitepéquez, 11 Retalhuleu, 12 San Marcos, "
        "13 Huehuetenango, 14 Quiché, 15 Baja Verapaz, 16 Alta Verapaz, 17 Petén, 18 Izabal, 19 Zacapa, "
        "20 Chiquimula, 21 Jalapa, 22 Jutiapa"
    ),
}


def country_name(code: str) -> str:
    """`Mexico` for `MX`; the code itself where it is not in the table."""
    return COUNTRIES.get(code, code)


def countries(place: Place) -> list[str]:
    """The codes of the countries that the place lies in, both sides of a border; none for a country itself."""
    codes = place.countries if len(place.countries) > 1 else (place.country,)
    return [] if place.kind == "country" else [code for code in codes if code in COUNTRIES]


def unit(place: Place) -> str:
    """`Chiapas` for a town there; "" on a border, for the unit itself, and where it is not known."""
    country, _, code = (place.admin1 or "").partition("-")
    name = UNITS.get(country, {}).get(code, "")
    return "" if len(place.countries) > 1 or name == place.name else name

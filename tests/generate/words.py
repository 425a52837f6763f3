"""The words of generated cables. All of it is invented: posts, countries, people and events."""

from __future__ import annotations

POSTS = (
    "EXAMPLEVILLE", "SAMPLETON", "FICTIVIA", "PORT NOTIONAL", "LAKEPORT", "EASTLAKE", "SPECIMENIA",
    "SAN PRETEXTO", "NEW PARABLE", "MOCKHAVEN", "QUILLSBURG", "VELLUMORE", "INKWELL",
    "PARCHMENT BAY", "SAINT FOLIO", "MARGINALIA", "QUARTOPOLIS", "OCTAVIA SPRINGS", "CALENDARIA",
    "TIDEWICK", "FERRYMOUTH", "GAUGE HARBOR", "NORTH INLET", "WEIRFORD", "LANTERN CAPE",
    "BUOYSTADT", "PEARFIELD", "ORCHARDIA", "TAMARIN CITY", "QUANDARY FALLS", "LEDGERMAIN",
    "BANDSTAND", "HALFWAY ROCK", "COLDSTORE", "MAPROOM", "SONARVILLE", "BISHOPSGATE LAKE",
    "ARTICLE FIVE",
)  # fmt: skip
"""Names of posts; those that come first send more, as real ones do."""

OFFICES = (
    "EUR/LKE", "OES/ENV", "EEB/TPP", "DRL/IRF", "INR/EUR", "PM/RSAT", "WHA/EX", "NEA/XX", "CA/OCS",
)  # fmt: skip
"""Offices of the pass lines."""

AGENCIES = (
    "RUEHC/SECSTATE WASHDC", "RUEATRS/DEPT OF TREASURY WASHDC", "RUCPDOC/DEPT OF COMMERCE WASHDC",
    "RHEHNSC/NSC WASHDC", "RUEKJCS/JOINT STAFF WASHDC", "RHEBAAA/USDOE WASHDC",
)  # fmt: skip
"""Addressees that are no posts."""

TAGS = (
    "PREL", "PGOV", "ECON", "EFIN", "PHUM", "ETRD", "MARR", "PTER", "KDEM", "SENV", "EAGR", "ENRG",
    "EWWT", "SNAR", "SOCI", "SCUL", "KIRF", "PINR", "MOPS", "CASC", "EAIR", "EIND", "KPAO", "XX",
    "XZ",
)  # fmt: skip
"""TAGS terms by how often they stand; the last two stand for countries."""

GIVEN = (
    "Jane", "Richard", "Teo", "Lotte", "Piet", "Ada", "Bruno", "Clara", "Desmond", "Elif", "Farid",
    "Greta", "Hugo", "Ines", "Jorge", "Kofi", "Lena", "Marta", "Nils", "Olga", "Pavel", "Rosa",
    "Sami", "Tessa",
)  # fmt: skip

SURNAMES = (
    "Roe", "Poe", "Doe", "Marsh", "Brink", "Drawer", "Tamarin", "Quandary", "Ledger", "Vellum",
    "Quill", "Folio", "Margin", "Binder", "Gauge", "Weir", "Harbour", "Lantern", "Buoy", "Ferris",
    "Inkster", "Parable", "Sample", "Specimen", "Tidewater", "Orchard", "Pearman", "Calender",
    "Sonar", "Coldwell",
)  # fmt: skip

TITLES = (
    "Ambassador", "DCM", "CDA", "Charge d'Affaires", "Political Counselor", "Consul General",
    "Pol/Econ Counselor", "Economic Counselor", "Deputy Chief of Mission",
)  # fmt: skip
"""What classifying officers are."""

WHO = (
    "the harbor master", "the minister of works", "a deputy governor",
    "the chairman of the water board", "the keeper of the weir", "a retired ferry captain",
    "the legal adviser", "the director of the orchard union", "a member of the upper chamber",
    "the mayor", "the commission's secretary", "an editor of the evening paper",
    "the head of the lake police", "the bishop's chancellor",
    "a senior official of the central bank", "the professor of hydrography",
    "the owner of the cold stores", "his deputy", "her predecessor", "the officer for the lake",
    "a spokesman of the fishermen",
)  # fmt: skip

SAID = (
    "told Poloff that", "told the Ambassador that", "said that", "explained to Econoff that",
    "believed that", "assured us that", "repeated that", "conceded that", "claimed that",
    "noted that", "told Charge privately that", "predicted that", "complained that",
    "made it clear that", "stressed to Emboffs that",
)  # fmt: skip

CLAIM = (
    "the ferry would sail again in April", "nobody had read the protocol since it was signed",
    "the gauge was the natural first step of a study",
    "the board would decide by consent, as it always had",
    "the harvest of pears had been the best in eleven years",
    "a vote would be remembered longer than a gauge",
    "the budget left no room for a second bridge",
    "the neighbors had answered too late to be thanked",
    "the weir must be closed before the first frost",
    "a quiet word would help and a loud one would not", "the two texts differed in one place only",
    "the new tariff on rope had been a mistake", "the opposition had not noticed the offer",
    "the telephone line to the rock had never been paid for",
    "the lake commission was the wrong place for such a question",
    "the train would run when the rails had come", "his ministry had no copy of the map",
    "the insurance companies wanted a larger boat", "the museum would open without its roof",
    "the census had counted the islanders twice",
    "no government could be asked to defend a draft which nobody had ordered",
)  # fmt: skip

WHEN = (
    "On the following day", "In a meeting last week", "During the same conversation",
    "Over lunch at the residence", "After the session", "Asked about the protocol",
    "In the margin of the pear fair", "Speaking to the press", "Before he left for the coast",
    "At the end of the visit", "In a note to the consulate",
)  # fmt: skip

THING = (
    "the common gauge", "the closing of the weir", "the ferry contract",
    "the fund for instruments", "the orchard law", "the landing stage", "the rope tariff",
    "the second bridge", "the census of islands", "the railway to the coast",
    "the published table", "the exchange of notes", "the museum of ferries",
    "the reform of the water board",
)  # fmt: skip

AND_SO = (
    "which surprised nobody", "as the local paper reported at length",
    "although the texts are not yet signed", "and asked us to protect his name",
    "and he was smiling when he said so", "but gave no date",
    "which we have heard from two other sources", "and the fishermen agree",
    "as he had done twice before", "and nothing has been heard since",
)  # fmt: skip

HEADINGS = (
    "What Was Offered", "The Water Board", "A Matter of Honor", "The Ferry Is Late", "Money",
    "The Protocol of 1988", "What the Others Say", "Next Steps", "The View from the Coast",
    "Pears and Politics", "A Quiet Winter", "The Museum Opens", "Rope and Rails",
    "Terms of the Answer", "Who Paid for the Gauge", "The Opposition Waits",
    "A Long Road to the Second Bridge", "Islands Counted Twice", "Biographic Note",
    "Action Request",
)  # fmt: skip

SUBJECTS = (
    "{country} waits for an answer about {thing}", "the mayor of {place} opens {thing}",
    "{thing}: more questions than money", "meeting with {person} on {thing}",
    "{place} debates {thing} and decides by consent", "no progress on {thing}, and no hurry",
    "{person} looks back on ten years of {thing}", "media reaction in {country}: {thing}",
    "{country} and its neighbors agree on {thing} after a long silence and a short dinner",
    "scenesetter for the visit to {place}: {thing}, the harvest, and what not to mention",
    "{thing}: response to the request of the Department for all that is known in {place}",
)  # fmt: skip

COUNTRIES = (
    "Exempland", "Fictivia", "Specimenia", "Parabolia", "the Lake States", "Notionalia",
)  # fmt: skip

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

COLUMNS = (
    "Ferry tonnage", "Pears, first grade", "Rope, coarse", "Rails", "Visitors", "Islands",
    "Cold stores", "Ice days",
)  # fmt: skip
"""Rows of tables."""

"""The research that tips and `unsit why` refer to, as its readers would look it up.

A link is given where the page behind it was read for the figures that are told.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A piece of research.

    Attributes:
        authors: family names, the first of them or all.
        others: there are more authors than are named.
        journal: where it appeared, in short.
        link: where it can be read, or None where no such page was read.
    """

    authors: tuple[str, ...]
    journal: str
    year: int
    others: bool = True
    link: str | None = None


ALBULESCU = Study(
    authors=("Albulescu",),
    journal="PLoS ONE",
    year=2022,
    link="https://pmc.ncbi.nlm.nih.gov/articles/PMC9432722/",
)
BAILEY_LOCKE = Study(
    authors=("Bailey", "Locke"), others=False, journal="J Sci Med Sport", year=2015
)
BUFFEY = Study(
    authors=("Buffey",),
    journal="Sports Medicine",
    year=2022,
    link="https://pmc.ncbi.nlm.nih.gov/articles/PMC9325803/",
)
BULL = Study(
    authors=("Bull",),
    journal="Br J Sports Med",
    year=2020,
    link="https://pmc.ncbi.nlm.nih.gov/articles/PMC7719906/",
)
DEMPSEY = Study(
    authors=("Dempsey",),
    journal="Diabetes Care",
    year=2016,
    link="https://diabetesjournals.org/care/article/39/6/964/29532/",
)
DURAN = Study(
    authors=("Duran",),
    journal="Med Sci Sports Exerc",
    year=2023,
    link=(
        "https://www.sedentarybehaviour.org/2023/05/31/breaking-up-prolonged-sitting-to-improve-"
        "cardiometabolic-risk-dose-response-analysis-of-a-randomized-crossover-trial/"
    ),
)
EKELUND = Study(authors=("Ekelund",), journal="Lancet", year=2016)
GARRETT = Study(
    authors=("Garrett",),
    journal="Applied Ergonomics",
    year=2019,
    link="https://pubmed.ncbi.nlm.nih.gov/31109458/",
)
HARTMAN = Study(
    authors=("Hartman",),
    journal="Circulation",
    year=2025,
    link=(
        "https://www.news-medical.net/news/20250805/"
        "Standing-up-more-often-may-impact-heart-health-for-postmenopausal-women.aspx"
    ),
)
HENSON = Study(authors=("Henson",), journal="Diabetes Care", year=2016)
HOMER = Study(
    authors=("Homer",),
    journal="Diabetes Care",
    year=2021,
    link="https://pmc.ncbi.nlm.nih.gov/articles/PMC8247505/",
)
HYDARI = Study(authors=("Hydari",), journal="Management Science", year=2023)
KLASNJA = Study(authors=("Klasnja",), journal="Ann Behav Med", year=2019)
LEHECKA = Study(
    authors=("Lehecka",), journal="PeerJ", year=2019, link="https://peerj.com/articles/7287/"
)
LOH = Study(
    authors=("Loh",),
    journal="Sports Medicine",
    year=2020,
    link="https://pmc.ncbi.nlm.nih.gov/articles/PMC6985064/",
)
O_DOLAN = Study(authors=("O'Dolan",), journal="Pilot Feasibility Stud", year=2018)
PATEL_COMPETITION = Study(
    authors=("Patel",),
    journal="JAMA Internal Medicine",
    year=2019,
    link="https://pmc.ncbi.nlm.nih.gov/articles/PMC6735420/",
)
PATEL_GOALS = Study(
    authors=("Patel",),
    journal="JAMA Cardiology",
    year=2021,
    link="https://jamanetwork.com/journals/jamacardiology/fullarticle/2783498",
)
SHARMA = Study(
    authors=("Sharma",),
    journal="Human Factors",
    year=2019,
    link="https://pmc.ncbi.nlm.nih.gov/articles/PMC6637722/",
)
SISKO = Study(
    authors=("Sisko",),
    journal="J Altern Complement Med",
    year=2011,
    link="https://www.liebertpub.com/doi/10.1089/acm.2010.0400",
)
SONG_BAICKER = Study(authors=("Song", "Baicker"), others=False, journal="JAMA", year=2019)

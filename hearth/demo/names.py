"""
Lists of names to make people up from, kept by where the names are usual.

First names and family names from one list are drawn together most of the time. Nobody is
meant: any likeness to anybody is chance.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Names:
    """
    First names for women and for men, and family names.

    A long list of first names begins with those that are usual among the old
    and ends with those of the young.
    """

    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]


def _names(women: str, men: str, families: str) -> Names:
    return Names(_words(women), _words(men), _words(families))


def _words(words: str) -> tuple[str, ...]:
    return tuple(words.split())


NAMES = {
    "british": _names(
        "Doris Edith Hilda Marjorie Joyce Beryl Brenda Dorothy Iris Shirley Jean "
        "Barbara Sheila Maureen Pauline Margaret Valerie Rosemary Patricia Anne Judith "
        "Christine Susan Elizabeth Linda Carol Janet Sandra Wendy Jill Lynn Gillian "
        "Lesley Yvonne Theresa Penelope Frances Hazel Jacqueline Deborah Karen Julie "
        "Tracey Sharon Alison Kim Mandy Helen Jane Nicola Amanda Sarah Ruth Rachel "
        "Joanne Louise Claire Samantha Emma Victoria Rebecca Katherine Natalie Laura "
        "Gemma Kelly Stephanie Charlotte Hannah Lauren Jessica Amy Sophie Zara Lucy "
        "Eleanor Bethany Chloe Megan Abigail Holly Georgia Molly Ellie Poppy Isabel "
        "Freya",
        "Ernest Walter Stanley Harold Arthur Norman Frank Frederick Ronald Dennis "
        "Douglas Donald Gordon Victor Leslie Gerald Kenneth Raymond Derek Roy Brian "
        "Geoffrey Roger Barry Malcolm Terence Clifford Trevor Colin Alan Keith John "
        "David Michael Peter Robert William James George Edward Graham Anthony Richard "
        "Stephen Philip Nigel Adrian Martin Kevin Ian Neil Paul Gary Timothy Nicholas "
        "Simon Mark Andrew Christopher Jonathan Darren Wayne Jason Lee Craig Carl Dean "
        "Shaun Matthew Daniel Thomas Adam Benjamin Joseph Luke Ryan Jack Samuel Joshua "
        "Alexander Nathan Lewis Kyle Reece Jordan Connor Callum Kieran Oliver Harry "
        "Charlie Alfie",
        "Smith Jones Taylor Brown Wilson Johnson Wright Robinson Thompson White Walker "
        "Green Hall Wood Harris Clarke Jackson Turner Cooper Hill Ward Moore Clark "
        "Baker Harrison King Allen Lee Scott Watson Young Mitchell Shaw Bennett Carter "
        "Parker Cook Bailey Richardson Cox Marshall Ellis Bell Miller Simpson Foster "
        "Webb Mills Palmer Knight Holmes Hunt Butler Fisher Barker Rogers Stevens Dixon "
        "Pearson Fletcher Barnes Mason Lawson Chapman Day Holland Hudson Burton Stone "
        "Atkinson Hardy Dawson Booth Spencer Kirk Waite Whitaker Metcalfe Thackeray "
        "Cawood Pawson Tindall Skelton Hebden Rayner Fawcett Dunn Gill Blanchard Codd "
        "Sharpe Leggott Dring Maltby Borrill Epton Cheffings Blades Grantham Toynton "
        "Odling Pinner Rowbotham Trevena Penrose Luscombe Yeo Hocking Pascoe Tregenza "
        "Chudley Friend Northcott Beer Steer Widdicombe Lavers Bond Elford Maddock "
        "Stoneman Crocker Prowse Ridley Marston Bradshaw Hargreaves Ogden Tranter "
        "Bassett Thorne Lock Meadows Winter Frost Noble",
    ),
    "scottish": _names(
        "Morag Fiona Eilidh Isla Catriona Shona Kirsty Mhairi Elspeth Ailsa Lorna Heather",
        "Hamish Angus Fraser Ewan Callum Alasdair Gregor Duncan Rory Iain Stuart Murdo",
        "MacDonald Campbell Stewart Murray Reid Ross Fraser Sutherland MacLeod Kerr Munro Sinclair",
    ),
    "irish": _names(
        "Siobhán Aoife Niamh Bríd Gráinne Róisín Maeve Deirdre Nuala Bernadette Ciara Orla",
        "Seán Patrick Liam Declan Eoin Ciarán Pádraig Brendan Fergal Dermot Colm Oisín",
        "Murphy Kelly Doyle Byrne O'Brien O'Sullivan McCarthy Gallagher Doherty Quinn Nolan Fallon",
    ),
    "welsh": _names(
        "Siân Cerys Rhiannon Bronwen Megan Gwenllian Carys Lowri Nerys Angharad Eirlys Ffion",
        "Gareth Rhys Huw Dafydd Emyr Owain Aled Gwilym Iwan Geraint Ieuan Dylan",
        "Evans Davies Williams Roberts Hughes Griffiths Price Rees Llewellyn Pritchard "
        "Bevan Powell",
    ),
    "polish": _names(
        "Agnieszka Katarzyna Małgorzata Magdalena Ewa Zofia Joanna Beata Iwona Kinga Danuta Łucja",
        "Piotr Krzysztof Tomasz Paweł Łukasz Marcin Grzegorz Wojciech Zbigniew Jakub Mateusz Adam",
        "Nowak Kowalski Wiśniewski Wójcik Kamiński Zieliński Szymański Dąbrowski Mazur "
        "Kaczmarek Król Wróbel",
    ),
    "lithuanian": _names(
        "Rasa Jurgita Daiva Eglė Ingrida Rūta Aušra Vilma Živilė Laima",
        "Vytautas Darius Mindaugas Tomas Andrius Gintaras Žydrūnas Saulius Rimantas Jonas",
        "Kazlauskas Jankauskas Petrauskas Stankevičius Butkus Žukauskas Balčiūnas Urbonas",
    ),
    "romanian": _names(
        "Ioana Andreea Elena Mihaela Cristina Ștefania Raluca Gabriela Alina Daniela",
        "Andrei Mihai Ionuț Alexandru Florin Bogdan Cătălin Răzvan Marius Vasile",
        "Popescu Ionescu Dumitru Stan Gheorghe Rusu Munteanu Moldovan Țurcanu Lungu",
    ),
    "portuguese": _names(
        "Inês Conceição Fátima Luísa Graça Catarina Sónia Rosa Teresa Joana",
        "João José António Tiago Nuno Luís Gonçalo Rui Duarte Simão",
        "Silva Santos Ferreira Pereira Oliveira Araújo Magalhães Simões Conceição Gonçalves",
    ),
    "south_asian": _names(
        "Priya Anjali Meera Sunita Fatima Ayesha Nasreen Harpreet Manjit Shabana Lakshmi Zainab",
        "Mohammed Imran Rajesh Sanjay Arjun Gurpreet Tariq Asif Vikram Anil Hassan Balwinder",
        "Patel Khan Singh Kaur Ahmed Hussain Begum Sharma Shah Chowdhury Malik Iqbal",
    ),
    "african": _names(
        "Abena Ngozi Chiamaka Folake Amina Tendai Wanjiru Selam Adaeze Thandiwe Fatou Makena",
        "Kwame Emeka Tunde Chidi Sipho Tafadzwa Kamau Dawit Yusuf Olumide Babajide Tesfay",
        "Okafor Mensah Adeyemi Boateng Moyo Dlamini Kamau Tesfaye Nwosu Diallo Ndlovu Osei",
    ),
    "caribbean": _names(
        "Marcia Beverley Yvette Icilda Shanice Latoya Monique Hyacinth Delroyce Jasmine",
        "Delroy Winston Errol Leroy Carlton Desmond Tyrone Marlon Clive Neville",
        "Campbell Francis Grant Bailey Gordon Blake Joseph Charles Edwards Samuels",
    ),
    "chinese": _names(
        "Mei Ling Xiu Yan Hui Jing Fang Lan Qing Yee",
        "Wei Jun Ming Hao Kwok Cheng Tao Bo Lok Sheng",
        "Chen Wong Li Zhang Liu Lam Chan Cheung Huang Ng",
    ),
    "arabic": _names(
        "Layla Mariam Nour Hanan Rania Salma Yasmin Amal Huda Dalia",
        "Omar Ali Khaled Ibrahim Yousef Karim Nabil Samir Walid Tarek",
        "Hassan Haddad Mansour Aziz Saleh Khalil Nasser Farouk Said Abboud",
    ),
}

SHORT_FORMS = {
    "Abigail": ("Abi", "Abby"),
    "Alexander": ("Alex", "Sandy", "Xander"),
    "Alfie": ("Alf",),
    "Amanda": ("Mandy",),
    "Andrew": ("Andy", "Drew"),
    "Anthony": ("Tony", "Ant"),
    "Barbara": ("Babs", "Barb"),
    "Benjamin": ("Ben", "Benny"),
    "Bernadette": ("Bernie",),
    "Bethany": ("Beth",),
    "Catriona": ("Cat", "Trina"),
    "Charlotte": ("Charlie", "Lottie"),
    "Christine": ("Chris", "Chrissie"),
    "Christopher": ("Chris", "Kit"),
    "Clifford": ("Cliff",),
    "Daniel": ("Dan", "Danny"),
    "David": ("Dave", "Davey"),
    "Deborah": ("Debbie", "Deb"),
    "Dennis": ("Den",),
    "Donald": ("Don",),
    "Dorothy": ("Dot", "Dottie"),
    "Douglas": ("Doug",),
    "Edward": ("Ted", "Ed", "Eddie"),
    "Eleanor": ("Ellie", "Nell", "Nora"),
    "Elizabeth": ("Liz", "Beth", "Betty", "Lizzie", "Libby"),
    "Frances": ("Fran",),
    "Frederick": ("Fred", "Freddie"),
    "Geoffrey": ("Geoff",),
    "Gerald": ("Gerry",),
    "Gillian": ("Gill", "Jill"),
    "Gwenllian": ("Gwen",),
    "Harpreet": ("Harp",),
    "Isabel": ("Izzy", "Bel"),
    "Jacqueline": ("Jackie", "Jacqui"),
    "James": ("Jim", "Jimmy", "Jamie"),
    "Jessica": ("Jess",),
    "Joanne": ("Jo",),
    "Jonathan": ("Jon", "Jonny"),
    "Joseph": ("Joe", "Joey"),
    "Joshua": ("Josh",),
    "Judith": ("Judy", "Jude"),
    "Katarzyna": ("Kasia",),
    "Katherine": ("Kate", "Kathy", "Kit", "Katie"),
    "Kenneth": ("Ken", "Kenny"),
    "Krzysztof": ("Krzys", "Chris"),
    "Leslie": ("Les",),
    "Malcolm": ("Mal",),
    "Magdalena": ("Magda",),
    "Małgorzata": ("Gosia", "Maggie"),
    "Margaret": ("Maggie", "Peggy", "Meg", "Marge"),
    "Matthew": ("Matt",),
    "Maureen": ("Mo",),
    "Michael": ("Mike", "Mick", "Micky"),
    "Mohammed": ("Mo",),
    "Nathan": ("Nate",),
    "Nicholas": ("Nick",),
    "Nicola": ("Nicky", "Nic"),
    "Oliver": ("Ollie",),
    "Pádraig": ("Paddy",),
    "Patricia": ("Pat", "Trish", "Tricia"),
    "Patrick": ("Paddy", "Pat"),
    "Penelope": ("Penny",),
    "Peter": ("Pete",),
    "Philip": ("Phil",),
    "Rachel": ("Rach",),
    "Raymond": ("Ray",),
    "Rebecca": ("Becky", "Bex"),
    "Richard": ("Rich", "Dick", "Ricky"),
    "Robert": ("Bob", "Rob", "Bobby", "Robbie"),
    "Ronald": ("Ron", "Ronnie"),
    "Rosemary": ("Rosie", "Rose"),
    "Samantha": ("Sam", "Sammy"),
    "Samuel": ("Sam", "Sammy"),
    "Sandra": ("Sandy",),
    "Stanley": ("Stan",),
    "Stephanie": ("Steph",),
    "Stephen": ("Steve",),
    "Susan": ("Sue", "Susie"),
    "Terence": ("Terry",),
    "Theresa": ("Tess", "Terri"),
    "Thomas": ("Tom", "Tommy"),
    "Timothy": ("Tim",),
    "Tracey": ("Trace",),
    "Trevor": ("Trev",),
    "Valerie": ("Val",),
    "Victor": ("Vic",),
    "Victoria": ("Vicky", "Tori"),
    "Vytautas": ("Vytas",),
    "Walter": ("Wally", "Walt"),
    "William": ("Bill", "Will", "Billy"),
    "Wojciech": ("Wojtek",),
    "Zbigniew": ("Zbyszek",),
}
"""What people with these names often like to be called."""

NICKNAMES = _words(
    "Smiler Titch Biscuit Doc Sparky Chalky Bear Tiger Goose Pickle Skip Prof Lofty "
    "Curly Duchess Captain Moth Badger Ginger Magpie Robin Sunny Tink Bones Jaffa Nana "
    "Pops Squid Wolf Sky"
)
"""What some like to be called who give no other name."""

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/sample-names.h"

static const char *const given_names[] = {
  "Aaliyah",    "Adaeze",   "Adrian",      "Aisha",     "Akira",    "Alan",      "Alejandra",
  "Alessandro", "Alice",    "Amara",       "Amelia",    "Amir",     "Ana",       "Anders",
  "Andrea",     "Andrew",   "Angela",      "Anika",     "Anna",     "Anneke",    "Anthony",
  "Antoinette", "Arjun",    "Arthur",      "Astrid",    "Ayanda",   "Beatrice",  "Ben",
  "Bianca",     "Bongani",  "Brett",       "Bridget",   "Bronwyn",  "Caitlin",   "Callum",
  "Camille",    "Carlos",   "Caroline",    "Catherine", "Chantal",  "Charlotte", "Chen",
  "Chiara",     "Chloe",    "Christopher", "Claire",    "Clara",    "Connor",    "Craig",
  "Daniel",     "Danielle", "David",       "Deepa",     "Denise",   "Dimitri",   "Divya",
  "Dominic",    "Dorothy",  "Duncan",      "Edward",    "Eleanor",  "Elena",     "Elise",
  "Elizabeth",  "Emeka",    "Emily",       "Emma",      "Erik",     "Esther",    "Ethan",
  "Eva",        "Farah",    "Fatima",      "Fiona",     "Florence", "Francesca", "Frank",
  "Gabriel",    "Gareth",   "George",      "Gillian",   "Giulia",   "Grace",     "Graham",
  "Hannah",     "Harriet",  "Hassan",      "Heather",   "Helen",    "Henry",     "Hiroshi",
  "Hugo",       "Hui",      "Ian",         "Imogen",    "Ingrid",   "Isabel",    "Isla",
  "Ivan",       "Jack",     "Jacob",       "James",     "Jane",     "Jasmine",   "Jean",
  "Jennifer",   "Jessica",  "Joan",        "Johan",     "Jonas",    "José",      "Joseph",
  "Joyce",      "Judith",   "Julia",       "Kai",       "Karen",    "Katarina",  "Katherine",
  "Keiko",      "Kenneth",  "Kiran",       "Lachlan",   "Lars",     "Laura",     "Lauren",
  "Lebo",       "Leila",    "Lerato",      "Lesley",    "Liam",     "Linda",     "Lindiwe",
  "Louise",     "Lucas",    "Lucia",       "Lucy",      "Luke",     "Magnus",    "Malik",
  "Marco",      "Margaret", "Maria",       "Marie",     "Mark",     "Martin",    "Mary",
  "Matteo",     "Matthew",  "Megan",       "Mei",       "Michael",  "Michelle",  "Miguel",
  "Miriam",     "Mohammed", "Monique",     "Nadia",     "Naledi",   "Naomi",     "Natalie",
  "Nathan",     "Neil",     "Ngozi",       "Niamh",     "Nicholas", "Nicole",    "Nina",
  "Noah",       "Nomsa",    "Oliver",      "Olivia",    "Omar",     "Owen",      "Pamela",
  "Patricia",   "Patrick",  "Paul",        "Paula",     "Peter",    "Petra",     "Philip",
  "Phoebe",     "Pieter",   "Priya",       "Rachel",    "Rafael",   "Rajesh",    "Rebecca",
  "Richard",    "Robert",   "Rosa",        "Rowan",     "Ruth",     "Ryan",      "Samantha",
  "Samuel",     "Sandra",   "Sanjay",      "Sara",      "Sean",     "Shirin",    "Sibusiso",
  "Simon",      "Sipho",    "Sofia",       "Sophie",    "Stefan",   "Stephen",   "Sunita",
  "Susan",      "Tamara",   "Tariq",       "Thabo",     "Thandi",   "Theresa",   "Thomas",
  "Timothy",    "Tomasz",   "Valentina",   "Vanessa",   "Vera",     "Victor",    "Victoria",
  "Vikram",     "Vincent",  "Wei",         "Wendy",     "William",  "Xavier",    "Yasmin",
  "Yolanda",    "Yuki",     "Yusuf",       "Zanele",    "Zara",     "Zoe",
};

const TrancheSampleWords tranche_sample_given_names = TRANCHE_SAMPLE_WORDS (given_names);

static const char *const family_names[] = {
  "Abbott",     "Abdi",      "Adams",        "Adeyemi",   "Ahmed",
  "Allen",      "Anderson",  "Andersson",    "Armstrong", "Bailey",
  "Baker",      "Banerjee",  "Barker",       "Barnes",    "Becker",
  "Bell",       "Bennett",   "Bianchi",      "Botha",     "Brennan",
  "Brooks",     "Brown",     "Burke",        "Butler",    "Byrne",
  "Campbell",   "Carroll",   "Carter",       "Chan",      "Chapman",
  "Chaudhry",   "Chen",      "Cheung",       "Clarke",    "Cole",
  "Collins",    "Conti",     "Cook",         "Cooper",    "Costa",
  "Coetzee",    "Cox",       "Crawford",     "Cruz",      "Cunningham",
  "Dalton",     "Daly",      "Davidson",     "Davies",    "Dawson",
  "Delaney",    "Desai",     "Dhillon",      "Dlamini",   "Doherty",
  "Douglas",    "Doyle",     "Dubois",       "Duncan",    "Dunn",
  "Edwards",    "Elliott",   "Ellis",        "Evans",     "Farrell",
  "Ferguson",   "Fernandez", "Fernando",     "Ferrari",   "Fischer",
  "Fitzgerald", "Fleming",   "Fletcher",     "Foster",    "Fourie",
  "Fox",        "Fraser",    "Gallagher",    "Garcia",    "Gardner",
  "Georgiou",   "Gibson",    "Gordon",       "Graham",    "Grant",
  "Gray",       "Green",     "Greco",        "Griffiths", "Gupta",
  "Haddad",     "Hall",      "Hamilton",     "Hansen",    "Harris",
  "Harrison",   "Hart",      "Hartmann",     "Harvey",    "Hassan",
  "Hayes",      "Henderson", "Hill",         "Hoffmann",  "Holmes",
  "Hughes",     "Hunt",      "Hunter",       "Hussain",   "Ibrahim",
  "Iyer",       "Jackson",   "Jansen",       "Jensen",    "Johansson",
  "Johnson",    "Jones",     "Joshi",        "Kaplan",    "Kaur",
  "Kelly",      "Kennedy",   "Khan",         "Khumalo",   "Kim",
  "King",       "Knight",    "Kowalski",     "Kruger",    "Kumar",
  "Lam",        "Larsen",    "Le",           "Lee",       "Lewis",
  "Li",         "Lim",       "Lindberg",     "Liu",       "Lombardi",
  "Lopez",      "MacDonald", "Mackay",       "Mahlangu",  "Marais",
  "Marshall",   "Martin",    "Martinez",     "Mason",     "Mathews",
  "Mbeki",      "McCarthy",  "McKenzie",     "Mehta",     "Meyer",
  "Miller",     "Mills",     "Mitchell",     "Mokoena",   "Molefe",
  "Moore",      "Morgan",    "Moretti",      "Morris",    "Müller",
  "Murphy",     "Murray",    "Naidoo",       "Nair",      "Ndlovu",
  "Nel",        "Nelson",    "Newman",       "Ng",        "Nguyen",
  "Nkosi",      "Novak",     "Nowak",        "O’Brien",   "O’Connor",
  "O’Neill",    "Okafor",    "Okonkwo",      "Oliveira",  "Olsen",
  "Osborne",    "Palmer",    "Papadopoulos", "Park",      "Parker",
  "Patel",      "Pearson",   "Pereira",      "Perera",    "Peters",
  "Petrov",     "Pham",      "Phillips",     "Pillay",    "Powell",
  "Pretorius",  "Price",     "Quinn",        "Rahman",    "Ramos",
  "Rao",        "Reddy",     "Reid",         "Reyes",     "Reynolds",
  "Richards",   "Richter",   "Rivera",       "Roberts",   "Robertson",
  "Robinson",   "Rogers",    "Romano",       "Rose",      "Ross",
  "Rossi",      "Russell",   "Ryan",         "Saleh",     "Sanders",
  "Santos",     "Sato",      "Schmidt",      "Schneider", "Scott",
  "Shah",       "Sharma",    "Shaw",         "Silva",     "Simpson",
  "Singh",      "Sithole",   "Smith",        "Sousa",     "Spencer",
  "Stewart",    "Stone",     "Sullivan",     "Suzuki",    "Svensson",
  "Swanepoel",  "Tan",       "Tanaka",       "Taylor",    "Thomas",
  "Thompson",   "Tran",      "Tucker",       "Turner",    "Van der Merwe",
  "Van Wyk",    "Venter",    "Verma",        "Visser",    "Vogel",
  "Wagner",     "Walker",    "Wallace",      "Walsh",     "Wang",
  "Ward",       "Watson",    "Weber",        "Webb",      "Wells",
  "West",       "White",     "Wilkinson",    "Williams",  "Wilson",
  "Wong",       "Wood",      "Wright",       "Wu",        "Xu",
  "Yamamoto",   "Yang",      "Yildiz",       "Young",     "Zhang",
  "Zhou",       "Zulu",
};

const TrancheSampleWords tranche_sample_family_names = TRANCHE_SAMPLE_WORDS (family_names);

static const char *const streets[] = {
  "Acacia Street",     "Albert Road",       "Attfield Street",       "Banksia Drive",
  "Beach Street",      "Bellevue Terrace",  "Canning Highway",       "Cliff Street",
  "Collie Street",     "Coral Tree Avenue", "Ellen Street",          "Essex Street",
  "Fothergill Street", "Grevillea Way",     "Hampton Road",          "High Street",
  "Holland Street",    "Jarrah Close",      "Karri Place",           "Lefroy Road",
  "Marine Terrace",    "Market Street",     "Mouat Street",          "Norfolk Street",
  "Ord Street",        "Parry Street",      "Queen Victoria Street", "Solomon Street",
  "South Terrace",     "Tuart Lane",        "Wandoo Court",          "Wray Avenue",
};

const TrancheSampleWords tranche_sample_streets = TRANCHE_SAMPLE_WORDS (streets);

static const char *const trades[] = {
  "Plumbing",   "Electrical", "Engineering", "Systems",       "Dental",     "Veterinary Clinic",
  "Landscapes", "Joinery",    "Bakery",      "Physiotherapy", "Architects", "Marine Services",
  "Transport",  "Vineyards",  "Surveying",   "Consulting",    "Print",      "Refrigeration",
  "Roofing",    "Pharmacy",   "Optical",     "Furniture",     "Software",   "Earthmoving",
  "Catering",   "Nurseries",  "Fabrication", "Aviation",
};

const TrancheSampleWords tranche_sample_trades = TRANCHE_SAMPLE_WORDS (trades);

static const char *const places[] = {
  "Fremantle WA 6160",        "South Fremantle WA 6162", "Cottesloe WA 6011",   "Claremont WA 6010",
  "Subiaco WA 6008",          "Applecross WA 6153",      "Melville WA 6156",    "Como WA 6152",
  "Bicton WA 6157",           "East Fremantle WA 6158",  "Mosman Park WA 6012", "Nedlands WA 6009",
  "Cockburn Central WA 6164", "Rockingham WA 6168",      "Mandurah WA 6210",    "Bunbury WA 6230",
};

const TrancheSampleWords tranche_sample_places = TRANCHE_SAMPLE_WORDS (places);

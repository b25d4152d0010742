"""Who was where, and when: the classes of movement, their modes, and what is no movement at all.

Every article is of Friday, 26 October 2018, unless it says otherwise.
"""

import pytest

from reading.facts import FIRST, SALVADORAN, SECOND, Report, fact, reports_of

CLASSES = [
    fact(
        "The first caravan left San Pedro Sula on October 12.",
        (FIRST, "san-pedro-sula", "departed", "2018-10-12"),
    ),
    fact("The caravan departed from Huixtla on Wednesday.", (FIRST, "huixtla", "departed", "2018-10-24")),
    fact("The caravan set out from Huixtla at dawn on Wednesday.", (FIRST, "huixtla", "departed", "2018-10-24")),
    fact("The caravan set out at dawn on Wednesday from Huixtla.", (FIRST, "huixtla", "departed", "2018-10-24")),
    fact("The caravan arrived in Tapachula on Sunday.", (FIRST, "tapachula", "arrived", "2018-10-21")),
    fact("The caravan reached Mapastepec on Wednesday night.", (FIRST, "mapastepec", "arrived", "2018-10-24")),
    fact("The caravan's arrival in Tapachula on Sunday was quiet.", (FIRST, "tapachula", "arrived", "2018-10-21")),
    fact("The caravan entered Tapachula on Sunday.", (FIRST, "tapachula", "arrived", "2018-10-21")),
    fact("The caravan passed through Huixtla on Monday.", (FIRST, "huixtla", "passed", "2018-10-22")),
    fact("On Monday the caravan walked through Huehuetán.", (FIRST, "huehuetan", "passed", "2018-10-22")),
    fact("The caravan rested in Huixtla on Tuesday.", (FIRST, "huixtla", "present", "2018-10-23")),
    fact("The migrants slept in Huixtla on Monday night.", ("2018-10-caravan", "huixtla", "present", "2018-10-22")),
    fact(
        "On Tuesday the caravan was in Huixtla.",
        (FIRST, "huixtla", "present", "2018-10-23"),
    ),
    fact(
        "On Tuesday the caravan was still camped in the square of Huixtla.", (FIRST, "huixtla", "present", "2018-10-23")
    ),
    fact(
        "By the time it reached Arriaga on Thursday, the caravan had grown.",
        (FIRST, "arriaga", "arrived", "2018-10-25"),
    ),
    fact("On Thursday the caravan was stopped in Arriaga to rest.", (FIRST, "arriaga", "present", "2018-10-25")),
    fact(
        "After resting for a day in Huixtla, the caravan ate.", (FIRST, "huixtla", "present", "2018-10-25/2018-10-26")
    ),
    fact(
        "On Thursday around 4,000 people of the caravan were in Arriaga.", (FIRST, "arriaga", "present", "2018-10-25")
    ),
    fact("On Thursday the caravan could be seen walking through Arriaga.", (FIRST, "arriaga", "present", "2018-10-25")),
    fact(
        "On Sunday the caravan approached the San Ysidro port of entry into San Diego.",
        (FIRST, "san-ysidro", "arrived", "2018-10-21"),
    ),
    fact(
        "The caravan began a march from its shelter in Huixtla on Monday.",
        (FIRST, "huixtla", "departed", "2018-10-22"),
    ),
    fact(
        "On Monday the caravan made its way to Huixtla from Tapachula.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
        (FIRST, "tapachula", "departed", "2018-10-22"),
    ),
    fact(
        "They spoke of a caravan of several thousand trekking through Guatemala on Tuesday.",
        (FIRST, "guatemala", "present", "2018-10-23"),
    ),
    fact(
        "Hundreds of the caravan tried to push through the San Ysidro port of entry on Sunday.",
        (FIRST, "san-ysidro", "blocked", "2018-10-21"),
    ),
    fact(
        "On Monday residents of the town of Huixtla greeted the caravan with songs.",
        (FIRST, "huixtla", "present", "2018-10-22"),
    ),
    fact("The Greek coast guard said that 48 migrants were aboard the boat when it left Turkey on Sunday."),
    fact("The decision comes after a breakout of migrants from a center in Tapachula on Sunday."),
    fact("The caravan spent Tuesday in Huixtla.", (FIRST, "huixtla", "present", "2018-10-23")),
    fact(
        "The caravan is heading for Pijijiapan.",
        (FIRST, "pijijiapan", "planned", "2018-10-26"),
    ),
    fact(
        "The caravan was blocked at Arriaga on Thursday by federal police.", (FIRST, "arriaga", "blocked", "2018-10-25")
    ),
    fact(
        "Federal police stopped the caravan near Arriaga on Thursday.",
        (FIRST, "arriaga", "blocked", "2018-10-25"),
    ),
    fact(
        "On Thursday the caravan walked from Mapastepec to Pijijiapan.",
        (FIRST, "mapastepec", "departed", "2018-10-25"),
        (FIRST, "pijijiapan", "arrived", "2018-10-25"),
    ),
    fact(
        "The caravan left Huixtla on Wednesday for Mapastepec.",
        (FIRST, "huixtla", "departed", "2018-10-24"),
        (FIRST, "mapastepec", "planned", "2018-10-24"),
    ),
    fact(
        "On Thursday, buses took the caravan to Arriaga.",
        (FIRST, "arriaga", "arrived", "2018-10-25"),
    ),
    fact(
        "On Thursday the migrants of the caravan were taken to Arriaga.",
        (FIRST, "arriaga", "arrived", "2018-10-25"),
    ),
    fact("On Sunday Tapachula was reached by the caravan.", (FIRST, "tapachula", "arrived", "2018-10-21")),
    fact("Residents welcomed the caravan in Huixtla on Monday.", (FIRST, "huixtla", "present", "2018-10-22")),
    fact("On Monday the caravan made it to Huixtla.", (FIRST, "huixtla", "arrived", "2018-10-22")),
    fact(
        "On Tuesday the caravan turned back at Arriaga.",
        (FIRST, "arriaga", "present", "2018-10-23"),
        fails="no word of turning back",
    ),
    fact(
        "The caravan walked through Huehuetán, Huixtla and Villa Comaltitlán on Wednesday.",
        (FIRST, "huehuetan", "passed", "2018-10-24"),
        (FIRST, "huixtla", "passed", "2018-10-24"),
        (FIRST, "villa-comaltitlan", "passed", "2018-10-24"),
    ),
    fact(
        "The caravan left Huixtla on Wednesday and reached Mapastepec on Thursday.",
        (FIRST, "huixtla", "departed", "2018-10-24"),
        (FIRST, "mapastepec", "arrived", "2018-10-25"),
    ),
    fact(
        "After leaving Huixtla on Wednesday, the caravan reached Mapastepec on Thursday.",
        (FIRST, "huixtla", "departed", "2018-10-24"),
        (FIRST, "mapastepec", "arrived", "2018-10-25"),
    ),
    fact(
        "Having crossed the Suchiate on Saturday, the caravan reached Tapachula on Sunday.",
        (FIRST, "suchiate-river", "passed", "2018-10-20"),
        (FIRST, "tapachula", "arrived", "2018-10-21"),
    ),
    fact(
        "The caravan arrived in Tapachula on Sunday. The next day it walked to Huixtla.",
        (FIRST, "tapachula", "arrived", "2018-10-21"),
        (FIRST, "huixtla", "arrived", "2018-10-22"),
    ),
    fact(
        "The caravan arrived in Tapachula on Sunday. Two days later they left Huixtla.",
        (FIRST, "tapachula", "arrived", "2018-10-21"),
        (FIRST, "huixtla", "departed", "2018-10-23"),
    ),
    fact(
        "The caravan was in Tapachula on October 21-22.",
        (FIRST, "tapachula", "present", "2018-10-21/2018-10-22"),
    ),
    fact(
        "The caravan stayed in Huixtla from Monday to Tuesday.", (FIRST, "huixtla", "present", "2018-10-22/2018-10-23")
    ),
]

CLASSES_ES = [
    fact(
        "Tras descansar dos días en Huixtla, la caravana partió el martes hacia Mapastepec.",
        (FIRST, "huixtla", "present", "2018-10-23"),
        (FIRST, "mapastepec", "planned", "2018-10-23"),
        (FIRST, "huixtla", "departed", "2018-10-23"),
    ),
    fact(
        "Desde el lunes, comentó Pedro Ruiz, salió de Huixtla un contingente de la caravana.",
        (FIRST, "huixtla", "departed", "2018-10-22"),
    ),
    fact(
        "La caravana dio inicio el lunes en Huixtla a una nueva jornada.", (FIRST, "huixtla", "departed", "2018-10-22")
    ),
    fact(
        "El martes la caravana hizo un alto en Huixtla.",
        (FIRST, "huixtla", "present", "2018-10-23"),
    ),
    fact(
        "La primera caravana salió de San Pedro Sula el 12 de octubre.",
        (FIRST, "san-pedro-sula", "departed", "2018-10-12"),
    ),
    fact("La caravana partió de Huixtla el miércoles.", (FIRST, "huixtla", "departed", "2018-10-24")),
    fact(
        "El miércoles partió de Huixtla la caravana migrante.",
        (FIRST, "huixtla", "departed", "2018-10-24"),
    ),
    fact("La caravana llegó el domingo a Tapachula.", (FIRST, "tapachula", "arrived", "2018-10-21")),
    fact("La caravana arribó a Mapastepec la noche del miércoles.", (FIRST, "mapastepec", "arrived", "2018-10-24")),
    fact(
        "El domingo llegaron a Tapachula los integrantes de la caravana.",
        (FIRST, "tapachula", "arrived", "2018-10-21"),
    ),
    fact(
        "La llegada de la caravana a Tapachula, el domingo, fue tranquila.",
        (FIRST, "tapachula", "arrived", "2018-10-21"),
    ),
    fact("La caravana pasó por Huehuetán el lunes.", (FIRST, "huehuetan", "passed", "2018-10-22")),
    fact("La caravana descansó el martes en Huixtla.", (FIRST, "huixtla", "present", "2018-10-23")),
    fact("La caravana pernoctó el lunes en la plaza central de Huixtla.", (FIRST, "huixtla", "present", "2018-10-22")),
    fact(
        "El martes la caravana estaba en Huixtla.",
        (FIRST, "huixtla", "present", "2018-10-23"),
    ),
    fact("El martes la caravana se encontraba en Huixtla.", (FIRST, "huixtla", "present", "2018-10-23")),
    fact("La caravana se dirige a Pijijiapan.", (FIRST, "pijijiapan", "planned", None)),
    fact("La caravana avanza rumbo a Pijijiapan.", (FIRST, "pijijiapan", "planned", None)),
    fact(
        "La policía federal detuvo a la caravana en Arriaga el jueves.",
        (FIRST, "arriaga", "blocked", "2018-10-25"),
    ),
    fact("La caravana fue frenada el jueves en Arriaga.", (FIRST, "arriaga", "blocked", "2018-10-25")),
    fact(
        "El jueves la caravana caminó de Mapastepec a Pijijiapan.",
        (FIRST, "mapastepec", "departed", "2018-10-25"),
        (FIRST, "pijijiapan", "arrived", "2018-10-25"),
        fails="de ... a",
    ),
    fact(
        "La caravana, que salió de Huixtla el miércoles, llegó el jueves a Mapastepec.",
        (FIRST, "huixtla", "departed", "2018-10-24"),
        (FIRST, "mapastepec", "arrived", "2018-10-25"),
    ),
    fact(
        "La caravana salió el miércoles de Huixtla y el jueves llegó a Mapastepec.",
        (FIRST, "huixtla", "departed", "2018-10-24"),
        (FIRST, "mapastepec", "arrived", "2018-10-25"),
    ),
    fact(
        "Tras salir de Huixtla el miércoles, la caravana llegó el jueves a Mapastepec.",
        (FIRST, "huixtla", "departed", "2018-10-24"),
        (FIRST, "mapastepec", "arrived", "2018-10-25"),
    ),
    fact(
        "La caravana llegó a Tapachula el domingo. Al día siguiente los migrantes caminaron a Huixtla.",
        (FIRST, "tapachula", "arrived", "2018-10-21"),
        (FIRST, "huixtla", "arrived", "2018-10-22"),
    ),
    fact(
        "La caravana salió de Huixtla el miércoles. El jueves llegó a Mapastepec.",
        (FIRST, "huixtla", "departed", "2018-10-24"),
        (FIRST, "mapastepec", "arrived", "2018-10-25"),
    ),
    fact(
        "La caravana salió de San Pedro Sula el 12 de octubre y llegó a Tapachula el domingo.",
        (FIRST, "san-pedro-sula", "departed", "2018-10-12"),
        (FIRST, "tapachula", "arrived", "2018-10-21"),
    ),
    fact(
        "La caravana salió de Huixtla el martes, cruzó Mapastepec el miércoles y llegó a Pijijiapan el jueves.",
        (FIRST, "huixtla", "departed", "2018-10-23"),
        (FIRST, "mapastepec", "passed", "2018-10-24"),
        (FIRST, "pijijiapan", "arrived", "2018-10-25"),
    ),
    fact(
        "La caravana permaneció en Tapachula del 21 al 22 de octubre.",
        (FIRST, "tapachula", "present", "2018-10-21/2018-10-22"),
    ),
    fact(
        "El jueves fueron trasladados en autobuses a Arriaga los migrantes de la caravana.",
        (FIRST, "arriaga", "arrived", "2018-10-25"),
    ),
]

PLANNED = [
    fact(
        "They plan to cross seven states to look for their children and spend a week in Huixtla.",
        ("2018-10-caravan", "huixtla", "planned", None),
    ),
    fact(
        "The migrants agreed to be bused back to Huixtla.",
        ("2018-10-caravan", "huixtla", "planned", None),
    ),
    fact(
        "The caravan will turn north, reaching Huixtla at dusk.",
        (FIRST, "huixtla", "planned", None),
    ),
    fact("The caravan plans to reach Tijuana.", (FIRST, "tijuana", "planned", None)),
    fact("The caravan hopes to reach Pijijiapan on Saturday.", (FIRST, "pijijiapan", "planned", "2018-10-27")),
    fact(
        "The caravan will leave Mapastepec on Saturday.",
        (FIRST, "mapastepec", "planned", "2018-10-27"),
        fails="a departure to come is no report",
    ),
    fact("The caravan expects to arrive in Arriaga on Sunday.", (FIRST, "arriaga", "planned", "2018-10-28")),
    fact("They want to get to Tijuana, members of the caravan said.", (FIRST, "tijuana", "planned", None)),
    fact("The caravan's goal is to reach Tijuana.", (FIRST, "tijuana", "planned", None)),
    fact(
        "The caravan was expected in Arriaga on Saturday.",
        (FIRST, "arriaga", "planned", "2018-10-27"),
        fails="expected in, without a verb",
    ),
]

PLANNED_ES = [
    fact("La caravana planea llegar a Tijuana.", (FIRST, "tijuana", "planned", None)),
    fact("La caravana espera llegar el sábado a Pijijiapan.", (FIRST, "pijijiapan", "planned", "2018-10-27")),
    fact(
        "La caravana saldrá el sábado de Mapastepec.",
        (FIRST, "mapastepec", "planned", "2018-10-27"),
        fails="a departure to come is no report",
    ),
    fact("La caravana llegará el domingo a Arriaga.", (FIRST, "arriaga", "planned", "2018-10-28")),
    fact("La caravana pretende llegar a Tijuana.", (FIRST, "tijuana", "planned", None)),
    fact("La meta de la caravana es llegar a Tijuana.", (FIRST, "tijuana", "planned", None)),
    fact("Los integrantes de la caravana quieren llegar a Tijuana.", (FIRST, "tijuana", "planned", None)),
]

NOTHING = [
    fact("A storm is expected to bring rain to Huixtla on Sunday."),
    fact("On Tuesday the migrants said they were tired in Huixtla."),
    fact("The caravan rested 40 miles from Huixtla on Tuesday."),
    fact("When will the caravan arrive in Huixtla?"),
    fact("The caravan marched to Guatemala-bound buses on Monday."),
    fact("Ana Ruiz, 34, left Huixtla with two children on Monday and joined the caravan."),
    fact("The caravan wants to support the fundraisers that are being held in Puebla."),
    fact("In Honduras, a fraud last November was followed by mass demonstrations of migrants."),
    fact("He says that migrants try to pour across the border with Mexico."),
    fact("The law protects migrants who have arrived in Mexico."),
    fact("The caravan had originally planned to stop in Puebla."),
    fact("The caravan has not reached Tapachula."),
    fact("The caravan never reached Tapachula."),
    fact("The caravan did not arrive in Tapachula on Sunday."),
    fact("The caravan failed to reach Tapachula on Sunday."),
    fact("Officials denied that the caravan had reached Tapachula."),
    fact("If the caravan reaches Tapachula, shelters will be full."),
    fact("Unless the caravan reaches Tapachula by Sunday, nobody will be fed."),
    fact("Without reaching Tapachula, the caravan broke up."),
    fact("It is not known whether the caravan reached Tapachula."),
    fact("There were rumors that the caravan had reached Tapachula."),
    fact("The mayor of Tapachula spoke of the caravan on Sunday."),
    fact("Troops arrived in Tapachula on Sunday, ahead of the caravan."),
    fact("Some 200 federal police officers reached Ciudad Hidalgo on Sunday to stop the caravan."),
    fact("President Enrique Peña Nieto arrived in Tapachula on Sunday to speak of the caravan."),
    fact("Donald Trump flew to Houston on Monday and spoke of the caravan."),
    fact(
        "A reporter left Tapachula on Sunday and followed the caravan.",
    ),
    fact("Every year caravans leave Tapachula at Easter."),
    fact("The caravan is made of families from Tegucigalpa."),
    fact("Tapachula lies 40 kilometers from the border. The caravan sang."),
    fact("The caravan, a volunteer from Chicago said, was tired."),
    fact('"The caravan arrived in Tijuana on Sunday," he said.'),
]

NOTHING_ES = [
    fact("La caravana quiere reforzar las protestas que se están realizando en Puebla."),
    fact("Aunque se había previsto que los integrantes de la caravana pernoctaran en Huixtla, cambiaron de idea."),
    fact("La caravana no ha llegado a Tapachula."),
    fact("La caravana nunca llegó a Tapachula."),
    fact("La caravana no llegó el domingo a Tapachula."),
    fact(
        "Las autoridades negaron que la caravana hubiera llegado a Tapachula.",
    ),
    fact("Si la caravana llega a Tapachula, los albergues se llenarán."),
    fact("Se ignora si la caravana llegó a Tapachula."),
    fact("El alcalde de Tapachula habló el domingo de la caravana."),
    fact("Soldados llegaron el domingo a Tapachula, antes que la caravana."),
    fact("El presidente Enrique Peña Nieto llegó el domingo a Tapachula para hablar de la caravana."),
    fact("Cada año salen caravanas de Tapachula."),
    fact("La caravana reúne a familias de Tegucigalpa."),
    fact("«La caravana llegó a Tijuana el domingo», dijo."),
    fact("Sin llegar a Tapachula, la caravana se disolvió."),
]

NOT_REACHED = [
    fact("Police prevented the caravan from reaching Tapachula."),
    fact("The caravan was prevented from reaching Tapachula."),
    fact("The caravan could have reached Tapachula on Sunday."),
    fact("The caravan was unable to reach Tapachula on Sunday."),
    fact("The caravan tried to reach Tapachula on Sunday, in vain."),
    fact("The caravan was about to enter Tapachula on Sunday."),
    fact("The caravan demanded to be let into Tapachula."),
    fact("Nobody knows when the caravan will reach Tapachula."),
    fact("The president wants the caravan out of Tapachula."),
]

NOT_REACHED_ES = [
    fact("La policía impidió que la caravana llegara a Tapachula."),
    fact("La caravana no pudo llegar el domingo a Tapachula."),
    fact("La caravana intentó llegar el domingo a Tapachula, sin éxito."),
    fact("La caravana estaba por entrar el domingo a Tapachula."),
    fact("Nadie sabe cuándo llegará la caravana a Tapachula."),
]

CLAUSES = [
    fact(
        "The caravan, which left San Pedro Sula on October 12, has reached Huixtla.",
        (FIRST, "san-pedro-sula", "departed", "2018-10-12"),
        (FIRST, "huixtla", "arrived", "2018-10-26"),
    ),
    fact(
        "The caravan, which left Huixtla on Wednesday, reached Mapastepec on Thursday.",
        (FIRST, "huixtla", "departed", "2018-10-24"),
        (FIRST, "mapastepec", "arrived", "2018-10-25"),
    ),
    fact(
        "On Thursday the caravan, which had slept in Huixtla on Tuesday, reached Mapastepec.",
        (FIRST, "huixtla", "present", "2018-10-23"),
        (FIRST, "mapastepec", "arrived", "2018-10-25"),
    ),
    fact(
        "While the first caravan reached Mapastepec on Wednesday, the second caravan entered Chiquimula on Tuesday.",
        (FIRST, "mapastepec", "arrived", "2018-10-24"),
        (SECOND, "chiquimula", "arrived", "2018-10-23"),
    ),
    fact(
        "The caravan reached Mapastepec, where it slept on Wednesday.",
        (FIRST, "mapastepec", "arrived", "2018-10-24"),
    ),
    fact(
        "The caravan left Mapastepec on Thursday and plans to reach Arriaga on Saturday.",
        (FIRST, "mapastepec", "departed", "2018-10-25"),
        (FIRST, "arriaga", "planned", "2018-10-27"),
    ),
    fact(
        "The caravan did not stay in Huixtla but walked to Mapastepec on Wednesday.",
        (FIRST, "mapastepec", "arrived", "2018-10-24"),
    ),
    fact(
        "Troops reached Ciudad Hidalgo on Thursday; the caravan slept in Mapastepec on Wednesday.",
        (FIRST, "mapastepec", "present", "2018-10-24"),
    ),
    fact(
        "When the caravan reached Tapachula on Sunday, the president was in Mexico City.",
        (FIRST, "tapachula", "arrived", "2018-10-21"),
    ),
    fact(
        "According to the mayor of Tonalá, the caravan reached Pijijiapan on Thursday.",
        (FIRST, "pijijiapan", "arrived", "2018-10-25"),
    ),
    fact(
        "Officials said the caravan reached Pijijiapan on Thursday.",
        (FIRST, "pijijiapan", "arrived", "2018-10-25"),
    ),
    fact(
        "The first caravan left Mapastepec on Thursday; the Salvadoran caravan will leave San Salvador on Sunday.",
        (FIRST, "mapastepec", "departed", "2018-10-25"),
        (SALVADORAN, "san-salvador", "planned", "2018-10-28"),
        fails="a departure to come is no report",
    ),
]

NEWS = [
    fact(
        "So far.\n\nOctober 12\n\nMigrants of the caravan leave San Pedro Sula.\n\nOct. 19:\n\nThey reach Tecun Uman.",
        (FIRST, "san-pedro-sula", "departed", "2018-10-12"),
        (FIRST, "tecun-uman", "arrived", "2018-10-19"),
    ),
    fact("On Tuesday the migrants washed clothes in Huixtla.", ("2018-10-caravan", "huixtla", "present", "2018-10-23")),
    fact(
        "On Tuesday morning, between 6 and 7 a.m., the caravan reaches Huixtla.",
        (FIRST, "huixtla", "arrived", "2018-10-23"),
    ),
    fact(
        "On Tuesday the caravan rested two miles from Huixtla.",
        (FIRST, "huixtla", "present", "2018-10-23"),
    ),
    fact(
        "The caravan reached its next destination, Huixtla, on Monday.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
    ),
    fact(
        "The caravan, made up of family members, rested when it reached Huixtla on Monday.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
    ),
    fact(
        "The caravan left on October 12 from the crime-ridden northern city of San Pedro Sula.",
        (FIRST, "san-pedro-sula", "departed", "2018-10-12"),
    ),
    fact(
        "On Monday hundreds of migrants — mostly Syrians and their children — wait in Idomeni.",
        ("2018-10-caravan", "idomeni", "present", "2018-10-22"),
    ),
    fact(
        "Hundreds more pushed past police in Röszke on Monday.", ("2018-10-caravan", "roszke", "passed", "2018-10-22")
    ),
    fact("The marchers finished in Huixtla on Monday.", ("2018-10-caravan", "huixtla", "arrived", "2018-10-22")),
    fact(
        "Many have been taken to a centre at Opatovac.",
        ("2015-09-caravan", "opatovac", "arrived", "2015-09-26"),
        published="2015-09-26",
    ),
    fact("Monday morning finds the caravan in Huixtla.", (FIRST, "huixtla", "present", "2018-10-22")),
    fact("Where is the caravan now? It is in Huixtla.", (FIRST, "huixtla", "present", "2018-10-26")),
    fact(
        "October 19: The caravan reaches the border between Guatemala and Mexico.",
        (FIRST, "mexico-guatemala-border", "arrived", "2018-10-19"),
    ),
    fact("The caravan visited Huixtla on Monday.", (FIRST, "huixtla", "passed", "2018-10-22")),
    fact("On Monday the caravan held a vigil in Huixtla.", (FIRST, "huixtla", "present", "2018-10-22")),
    fact(
        "Leaving Huixtla at dawn on Monday, the caravan sang.",
        (FIRST, "huixtla", "departed", "2018-10-22"),
    ),
    fact(
        "The caravan rested in Huixtla before reaching Mapastepec on Wednesday.",
        (FIRST, "huixtla", "present", "2018-10-24"),
        (FIRST, "mapastepec", "arrived", "2018-10-24"),
    ),
    fact(
        "The caravan walked through three states – Chiapas, Oaxaca and Veracruz – on its way.",
        (FIRST, "chiapas", "passed", "2018-10-25/2018-10-26"),
        (FIRST, "oaxaca-state", "passed", "2018-10-25/2018-10-26"),
        (FIRST, "veracruz-state", "passed", "2018-10-25/2018-10-26"),
    ),
    fact(
        "On Friday hundreds broke out of an overcrowded camp in Röszke.",
        ("2015-09-caravan", "roszke", "departed", "2015-09-04"),
        published="2015-09-05",
    ),
    fact(
        "They crossed from Greece to get into Macedonia, where police detained them on Monday.",
        ("2016-03-caravan", "greece", "departed", "2016-03-14"),
        ("2016-03-caravan", "north-macedonia", "blocked", "2016-03-14"),
        published="2016-03-15",
    ),
    fact(
        "By Monday afternoon, the caravan had reached Huixtla, about 40 kilometers from Tapachula.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
    ),
    fact(
        "The caravan reached Huixtla, 40 km from Tapachula, on Monday.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
    ),
    fact(
        "The caravan reached Mapastepec, 150 kilometers north of the Guatemalan border, on Wednesday.",
        (FIRST, "mapastepec", "arrived", "2018-10-24"),
    ),
    fact(
        "Members of the caravan spent Tuesday resting in Huixtla after walking from Tapachula on Monday.",
        (FIRST, "huixtla", "present", "2018-10-23"),
        (FIRST, "tapachula", "departed", "2018-10-22"),
    ),
    fact(
        "The caravan has traveled 1,000 kilometers since leaving San Pedro Sula on October 12.",
        (FIRST, "san-pedro-sula", "departed", "2018-10-12"),
    ),
    fact(
        "Since leaving San Pedro Sula on October 12, the caravan has grown to 7,000.",
        (FIRST, "san-pedro-sula", "departed", "2018-10-12"),
    ),
    fact(
        "The caravan that left San Pedro Sula on October 12 is now in Chiapas.",
        (FIRST, "san-pedro-sula", "departed", "2018-10-12"),
        (FIRST, "chiapas", "present", "2018-10-26"),
    ),
    fact(
        "The caravan, now more than 7,000 strong, left Tapachula on Monday morning.",
        (FIRST, "tapachula", "departed", "2018-10-22"),
    ),
    fact(
        "From Tapachula, the caravan moved on to Huixtla on Monday.",
        (FIRST, "tapachula", "departed", "2018-10-22"),
        (FIRST, "huixtla", "arrived", "2018-10-22"),
    ),
    fact(
        "The caravan will rest in Huixtla on Saturday before heading to Arriaga on Sunday.",
        (FIRST, "huixtla", "planned", "2018-10-27"),
        (FIRST, "arriaga", "planned", "2018-10-28"),
    ),
    fact("The caravan may split up in Arriaga, where a train line begins.", fails="a split that may come has come"),
    fact(
        "The caravan did not leave Mapastepec until Thursday.",
        (FIRST, "mapastepec", "departed", "2018-10-25"),
        fails="not ... until",
    ),
    fact(
        "The caravan's members fled San Pedro Sula, where gangs rule.",
        (FIRST, "san-pedro-sula", "departed", None),
    ),
    fact(
        "The caravan slept in Arriaga. It had started in San Pedro Sula, a city of many gangs.",
        (FIRST, "arriaga", "present", "2018-10-25/2018-10-26"),
        (FIRST, "san-pedro-sula", "departed", None),
    ),
]

NEWS_ES = [
    fact(
        "La caravana salió de Tapachula la mañana del lunes con rumbo a Huixtla, y ya suma más de 7 mil personas.",
        (FIRST, "tapachula", "departed", "2018-10-22"),
        (FIRST, "huixtla", "planned", "2018-10-22"),
    ),
    fact(
        "La caravana migrante reanudó el miércoles su camino hacia Mapastepec, luego de descansar en Huixtla.",
        (FIRST, "mapastepec", "planned", None),
        (FIRST, "huixtla", "present", None),
        fails="reanudar el camino, and luego de with an infinitive",
    ),
    fact(
        "Los migrantes de la caravana cruzaron el sábado el río Suchiate y fueron llevados a Tapachula.",
        (FIRST, "suchiate-river", "passed", "2018-10-20"),
        (FIRST, "tapachula", "arrived", "2018-10-20"),
    ),
    fact(
        "La caravana pasó la noche del lunes en Huixtla.",
        (FIRST, "huixtla", "present", "2018-10-22"),
    ),
    fact(
        "La caravana hizo noche el lunes en Huixtla.",
        (FIRST, "huixtla", "present", "2018-10-22"),
    ),
    fact(
        "El lunes la caravana llegó a Huixtla, a 40 kilómetros de Tapachula.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
    ),
    fact(
        "Desde Tapachula, la caravana avanzó el lunes a Huixtla.",
        (FIRST, "tapachula", "departed", "2018-10-22"),
        (FIRST, "huixtla", "arrived", "2018-10-22"),
    ),
    fact("La caravana tiene previsto llegar el sábado a Arriaga.", (FIRST, "arriaga", "planned", "2018-10-27")),
    fact("Será el sábado cuando la caravana llegue a Arriaga.", (FIRST, "arriaga", "planned", "2018-10-27")),
    fact(
        "La caravana llegó este jueves a Pijijiapan, donde pasará la noche.",
        (FIRST, "pijijiapan", "arrived", "2018-10-25"),
    ),
    fact("La caravana fue recibida el lunes en Huixtla por los vecinos.", (FIRST, "huixtla", "present", "2018-10-22")),
    fact(
        "El lunes la caravana hizo una segunda y breve escala en Huixtla.",
        (FIRST, "huixtla", "present", "2018-10-22"),
    ),
    fact("La caravana hará escala el sábado en Arriaga.", (FIRST, "arriaga", "planned", "2018-10-27")),
    fact("Los de la caravana pasarán la noche en Arriaga.", (FIRST, "arriaga", "planned", None)),
    fact("La caravana estuvo en Huixtla el lunes.", (FIRST, "huixtla", "present", "2018-10-22")),
    fact(
        "La caravana, a la que se unió un centenar de organizaciones de la costa, partió el lunes de Tapachula.",
        (FIRST, "tapachula", "departed", "2018-10-22"),
    ),
    fact(
        "La caravana, una larga fila que encabeza Pedro Ruiz a pie, llegó el lunes a Huixtla.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
    ),
    fact(
        "El martes la caravana descansó en Huixtla (Chiapas), Tonalá (en la costa) y Arriaga.",
        (FIRST, "huixtla", "present", "2018-10-23"),
        (FIRST, "tonala", "present", "2018-10-23"),
        (FIRST, "arriaga", "present", "2018-10-23"),
    ),
    fact(
        "Tras pernoctar en Huixtla, la caravana llegará el sábado a Arriaga.",
        (FIRST, "huixtla", "planned", None),
        (FIRST, "arriaga", "planned", "2018-10-27"),
    ),
    fact("El lunes la caravana durmió en el quiosco techado de Huixtla.", (FIRST, "huixtla", "present", "2018-10-22")),
    fact(
        "Los migrantes de la caravana salieron de Mapastepec, tras haber descansado la tarde-noche del martes.",
        (FIRST, "mapastepec", "departed", None),
    ),
    fact(
        "Tapachula, Chis. La caravana partió el lunes rumbo a Huixtla.",
        (FIRST, "huixtla", "planned", "2018-10-22"),
        (FIRST, "tapachula", "departed", "2018-10-22"),
    ),
    fact(
        "La caravana llegó a Huixtla el lunes tras caminar unos 40 kilómetros desde Tapachula.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
        (FIRST, "tapachula", "departed", "2018-10-22"),
    ),
    fact(
        "La caravana quiere avanzar «en bola» hacia Arriaga a las 8:00 de la mañana.",
        (FIRST, "arriaga", "planned", None),
    ),
    fact(
        "Pretenden llegar a Arriaga con la caravana para exigir al presidente un permiso.",
        (FIRST, "arriaga", "planned", None),
    ),
    fact(
        "La segunda oleada de migrantes, que entró a Tapachula el lunes, espera a la caravana.",
        (SECOND, "tapachula", "arrived", "2018-10-22"),
    ),
    fact(
        "El contingente de la caravana cruzó Huixtla (el día 22) y Mapastepec (el 24).",
        (FIRST, "huixtla", "passed", "2018-10-22"),
        (FIRST, "mapastepec", "passed", "2018-10-24"),
    ),
    fact(
        "El martes en Huixtla se sumaron a la caravana dos parroquias y un coro.",
        (FIRST, "huixtla", "present", "2018-10-23"),
    ),
    fact(
        "Los vecinos aplaudieron el paso de la caravana por varios pueblos de la costa, como Huixtla y Mapastepec.",
        (FIRST, "huixtla", "passed", "2018-10-25/2018-10-26"),
        (FIRST, "mapastepec", "passed", "2018-10-25/2018-10-26"),
    ),
    fact(
        "Tras su estancia de dos días en Huixtla, la caravana llegó el jueves a Mapastepec.",
        (FIRST, "huixtla", "present", "2018-10-25"),
        (FIRST, "mapastepec", "arrived", "2018-10-25"),
    ),
    fact(
        "La ruta de la caravana incluye escalas en Tonalá y Arriaga.",
        (FIRST, "tonala", "planned", None),
        (FIRST, "arriaga", "planned", None),
    ),
    fact(
        "La caravana, como la llaman sus organizadores, pasará por Arriaga el sábado.",
        (FIRST, "arriaga", "planned", "2018-10-27"),
    ),
    fact(
        "La caravana durmió el martes en el emblemático parque de Huixtla.", (FIRST, "huixtla", "present", "2018-10-23")
    ),
    fact(
        "La caravana caminó el lunes desde la madrugada hasta llegar a Huixtla.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
    ),
    fact("Los de la caravana decidieron pernoctar ayer en Huixtla.", (FIRST, "huixtla", "present", "2018-10-25")),
    fact(
        "Los activistas dieron a conocer que el sábado entrará a Arriaga la caravana.",
        (FIRST, "arriaga", "planned", "2018-10-27"),
    ),
    fact(
        "Unos dos mil migrantes de la caravana llegaron el martes a Huixtla.",
        (FIRST, "huixtla", "arrived", "2018-10-23"),
    ),
    fact("La caravana ha tomado rumbo a Arriaga.", (FIRST, "arriaga", "planned", "2018-10-26")),
    fact(
        "La caravana que encabeza el poeta Mario Ruiz durmió el lunes en Huixtla.",
        (FIRST, "huixtla", "present", "2018-10-22"),
    ),
    fact(
        "La caravana está dispersa desde el lunes entre los municipios de Huixtla y Mapastepec.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
        (FIRST, "mapastepec", "arrived", "2018-10-22"),
        fails="there, but not since when",
    ),
    fact(
        "El jueves la caravana se encontraba entre los municipios de Pijijiapan y Tonalá.",
        (FIRST, "pijijiapan", "present", "2018-10-25"),
        (FIRST, "tonala", "present", "2018-10-25"),
    ),
    fact(
        "La caravana descansó. Sus próximas paradas serán Tonalá y Arriaga.",
        (FIRST, "tonala", "planned", None),
        (FIRST, "arriaga", "planned", None),
    ),
    fact(
        "Los de la caravana llegaron agotados a Huixtla, a 40 kilómetros de Tapachula, de donde salieron el lunes.",
        (FIRST, "huixtla", "arrived", "2018-10-25/2018-10-26"),
        (FIRST, "tapachula", "departed", "2018-10-22"),
    ),
    fact("El lunes la caravana partió a las nueve horas de Tapachula.", (FIRST, "tapachula", "departed", "2018-10-22")),
    fact("El lunes la caravana partió en la madrugada de Tapachula.", (FIRST, "tapachula", "departed", "2018-10-22")),
    fact("El martes la caravana fue frenada en el cruce a Huixtla.", (FIRST, "huixtla", "blocked", "2018-10-23")),
    fact(
        "El lunes partieron de Tapachula otros tres autobuses de la caravana.",
        (FIRST, "tapachula", "departed", "2018-10-22"),
    ),
]

PASSING = [
    fact("Trump said on Monday in Houston that the caravan would be stopped."),
    fact(
        "The caravan has become an issue in the elections in Florida and Arizona on November 6.",
        fails="an election is a caption",
    ),
    fact("Senator Marco Rubio of Florida spoke of the caravan on Tuesday."),
    fact("Migrants from Honduras and El Salvador make up the caravan, which Trump attacked in Houston on Monday."),
    fact("Some in the caravan had worked in Chicago before they were deported."),
    fact("Carlos, 20, who lived in Atlanta until 2015, walks with the caravan."),
    fact(
        "Ana López, 23, left Tegucigalpa on October 13 to join the caravan.",
    ),
    fact("Shelters in Tijuana prepared for the caravan on Monday.", fails="shelters are taken for the caravan"),
    fact(
        "About 50 demonstrators marched in San Diego on Sunday to welcome the caravan.",
        fails="demonstrators are taken for the caravan",
    ),
    fact("Mexico City Mayor José Ramón Amieva said the caravan could sleep in a stadium."),
    fact("Reuters reported from Tapachula on Monday that the caravan was growing."),
    fact("The buses from Puebla to Mexico City that the caravan asked for never came."),
    fact("Tijuana, 2,700 kilometers from Huixtla, is the goal of the caravan."),
    fact("The caravan, a spokesman said in Washington on Tuesday, is a threat."),
]

PASSING_ES = [
    fact("Trump dijo el lunes en Houston que la caravana no entrará a Estados Unidos."),
    fact("Juan, originario de Choluteca, viaja con la caravana."),
    fact("Vecinos de Arriaga esperan a la caravana el sábado."),
    fact("La senadora viajó el lunes de la Ciudad de México a Tapachula para acompañar a la caravana."),
    fact("El obispo de Saltillo pidió el lunes apoyo para la caravana."),
    fact("En Puebla, activistas preparan víveres para la caravana."),
]

CARRIED = [
    fact(
        "The caravan left Mexico City on Saturday. Many hope to reach Tijuana. Dozens waited near the city.",
        (FIRST, "mexico-city", "departed", "2018-10-20"),
        (FIRST, "tijuana", "planned", None),
        (FIRST, "mexico-city", "present", "2018-10-20"),
    ),
    fact(
        "The caravan reached Huixtla on Monday. On Wednesday they resumed their march.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
        (FIRST, "huixtla", "departed", "2018-10-24"),
    ),
    fact(
        "The caravan arrived in Huixtla on Monday. The migrants spent two nights there.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
        (FIRST, "huixtla", "present", "2018-10-22"),
    ),
]
CARRIED_ES = [
    fact(
        "La caravana llegó el lunes a Huixtla. El miércoles los migrantes reanudaron su marcha.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
        (FIRST, "huixtla", "departed", "2018-10-24"),
    ),
]


@pytest.mark.parametrize(
    ("text", "reports", "more"), [*CLASSES, *PLANNED, *NOTHING, *CLAUSES, *NEWS, *PASSING, *CARRIED]
)
def test_english(text: str, reports: list[Report], more: dict[str, str]) -> None:
    assert reports_of(text, **more) == reports


@pytest.mark.parametrize(
    ("text", "reports", "more"), [*CLASSES_ES, *PLANNED_ES, *NOTHING_ES, *NEWS_ES, *PASSING_ES, *CARRIED_ES]
)
def test_spanish(text: str, reports: list[Report], more: dict[str, str]) -> None:
    assert reports_of(text, lang="es", **more) == reports


@pytest.mark.parametrize(("text", "_", "more"), NOT_REACHED)
def test_a_place_not_reached_is_a_goal_at_most(text: str, _: list[Report], more: dict[str, str]) -> None:
    assert {status for _, _, status, _ in reports_of(text, **more)} <= {"planned"}


@pytest.mark.parametrize(("text", "_", "more"), NOT_REACHED_ES)
def test_a_place_not_reached_is_a_goal_at_most_in_spanish(text: str, _: list[Report], more: dict[str, str]) -> None:
    assert {status for _, _, status, _ in reports_of(text, lang="es", **more)} <= {"planned"}

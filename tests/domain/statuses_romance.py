"""Statuses as people write them in French, Spanish and Brazilian Portuguese, by what they say."""

from collections.abc import Mapping

from bot.domain.presence import Busy

Statuses = Mapping[Busy | None, str]

FRENCH: Statuses = {
    Busy.MEETING: """
        En réunion | En réunion avec Ana | Réunion | Réunion d'équipe | réu | En réu jusqu'à 15h |
        Appel client | Appel | En appel | Appel avec Bo | Appel jusqu'à 11h | En call |
        Call client | Call avec Léa | Au téléphone | RDV | RDV client | RDV avec Paul |
        En rendez-vous | Rendez-vous | Entretien | Entretien avec Ana | Entretiens jusqu'à 16h |
        Entretien annuel | En entretien | Formation | En formation | Formation jusqu'à 17h |
        Visio | En visio avec Lyon | Point équipe | En point avec Marie | Point avec Léa |
        Point hebdo | Daily | Stand-up | Démo client | Démo | Atelier | En atelier | Présentation |
        En présentation | Séminaire | Webinaire | Conférence | En conf call | Comité | COPIL |
        1:1 avec Zoé | Rétro | Sprint planning | Soutenance | Interview | Workshop |
        Conseil de classe | Négociation avec un client
    """,
    Busy.FOCUS: """
        Focus | Ne pas déranger | Concentration | Temps de concentration | Mode focus | Occupé |
        Occupée jusqu'à 14h | Je suis occupé | Deep work | Concentré | Merci de ne pas me déranger
    """,
    Busy.AWAY: """
        En congé | En congés jusqu'au 3 janvier | Congés | En vacances | Absent |
        Absente aujourd'hui | Malade | Je suis malade | Arrêt maladie | Enfant malade |
        Chez le médecin | RDV médecin | Dentiste | RTT | En RTT | Pause | Pause déjeuner |
        Déjeuner | Déjeuner avec Ana | Pause café | En pause | En déplacement | Dans le train |
        En route | Absent du bureau | De retour à 14h | Je reviens | Reviens dans 10 min |
        Congé parental | Jour férié | Pause midi | Parti manger
    """,
    None: """
        Télétravail | Au bureau | Disponible | Appelez-moi | Appel à candidatures |
        Appel d'offres | Pas d'appel aujourd'hui | Pas de réunion | Entre deux réunions |
        Après l'appel | Réunion terminée | Réunion annulée | Préparation de la réunion |
        Salle de réunion B | Compte rendu de réunion | Avant l'entretien | Préparer la démo |
        De retour de vacances | Vacances la semaine prochaine | Congés à partir de lundi |
        Projet en cours | Déploiement en cours | Point final | À point |
        Formation continue terminée | N'hésitez pas à appeler | En ligne |
        Joignable par téléphone | Je suis là | Bientôt les vacances | Plus de réunions | Call me |
        Entretien du serveur | Pause dans les déploiements | Vive le café | Réunions demain
    """,
}
SPANISH: Statuses = {
    Busy.MEETING: """
        En una reunión | en reunión con Ana | Reunión | Reunión de equipo | Reunido con cliente |
        En reuniones hasta las 3 | Llamada | En llamada | Llamada con cliente |
        Llamadas toda la mañana | En una call | Call con Bo | Al teléfono | Entrevista |
        Entrevista con Ana | En una entrevista | Entrevistas hasta las 5 | Formación |
        En formación | Capacitación | Taller | Taller de diseño | En un taller | Videollamada |
        Videollamada con Lima | Presentación | Presentando | Demo | Demo con cliente | Daily |
        Standup | Junta | En junta | Junta con dirección | Cita con cliente | Seminario | Webinar |
        Curso | En un curso | En clase | Dando clase | Conferencia | 1:1 con Zoe | Retro |
        Sprint planning | Comité | Negociando con proveedor | Sync con marketing | Sesión
    """,
    Busy.FOCUS: """
        Ocupado | Ocupada hasta las 12 | Estoy ocupado | No molestar | Concentrado |
        Concentración | Tiempo de concentración | Modo foco | Foco | Enfocada en el informe |
        No molesten
    """,
    Busy.AWAY: """
        De vacaciones | Vacaciones | De baja | De baja por enfermedad | Enfermo | Estoy enferma |
        En el médico | Cita médica | Dentista | Almuerzo | Almuerzo con Ana | Comida |
        Comida hasta las 4 | Comiendo | Descanso | En un descanso | Pausa | Fuera de la oficina |
        Fuera | Fuera hasta el lunes | Ausente | De viaje | Viajando | En camino | Vuelvo en 10 |
        Vuelvo a las 3 | Ahora vuelvo | Día libre | Festivo | Hora de comer |
        Recogiendo a los niños | Permiso de maternidad | Libro hoy | Fuera por hoy
    """,
    None: """
        Teletrabajo | En la oficina | Disponible | Llámame | Llamadme si es urgente |
        Sin reuniones hoy | Reunión cancelada | Entre reuniones | Después de la reunión |
        Reunión terminada | Preparando la demo | Preparando una entrevista | Sala de reuniones |
        De vuelta de vacaciones | Vuelta al trabajo | La próxima semana vacaciones | Libre |
        En línea | Fuera de serie | Sin llamadas | Llamada de atención | Todos juntos |
        Aquí estoy | Programando | Mañana reunión | Acta de la reunión | Comida favorita: tacos |
        Escríbeme | Proyecto en curso | Curso acelerado en marcha | Hola | Por teléfono si urge
    """,
}
PORTUGUESE: Statuses = {
    Busy.MEETING: """
        Em reunião | Em uma reunião | Reunião com a Ana | Reunião | Reuniões até as 16h | Em call |
        Call | Call com cliente | Em ligação | Ligação com cliente | Em chamada |
        Chamada com o Bo | No telefone | Ao telefone | Entrevista | Entrevista com candidato |
        Em entrevista | Treinamento | Em treinamento | Treinamento até 17h | Workshop |
        Em um workshop | Apresentação | Apresentando | Demo | Demo com cliente | Daily | Na daily |
        Alinhamento com o time | Alinhamento | 1:1 com a Zoe | Webinar | Palestra | Em aula |
        Dando aula | Curso | Videochamada | Videoconferência | Retro | Planning | Sprint planning |
        Sync com marketing | Seminário | Comitê | Em atendimento | Atendendo cliente
    """,
    Busy.FOCUS: """
        Foco | Ocupado | Ocupada até as 12 | Estou ocupado | Não perturbe | Modo foco | Focado |
        Tempo de foco | Concentrada | Concentração | Não incomodar
    """,
    Busy.AWAY: """
        De férias | Férias | Doente | Estou doente | De atestado | No médico | Consulta médica |
        Dentista | Almoço | Almoço até 13h | Almoço com a Ana | Almoçando | No almoço | Pausa |
        Em pausa | Pausa para o café | Fora do escritório | Fora | Fora até segunda | Ausente |
        Viajando | Em viagem | A caminho | Volto em 10 minutos | Volto às 15h | Já volto |
        De folga | Folga | Feriado | Licença maternidade | Buscando as crianças | Licença médica |
        Volto já
    """,
    None: """
        Home office | No escritório | Disponível | Me liga | Pode ligar | Sem reuniões hoje |
        Reunião cancelada | Entre reuniões | Depois da reunião | Reunião encerrada |
        Reunião amanhã | Preparando a demo | Preparando apresentação | Sala de reunião |
        Volta das férias | De volta das férias | Férias semana que vem | Livre | Online |
        Fora da caixa | Sem chamadas | Chamada pública aberta | Todo mundo junto | Estou aqui |
        Programando | Foco no cliente | Ata da reunião | Curso concluído | Oi | Me chama no chat |
        Trabalhando remotamente
    """,
}

"""The usual words and emoji of Slack statuses that mean busy, in the languages of the bot.

Small letters; accents do not matter. What Slack itself offers as a status, in each language, is
among them, and so is what calendar apps set. Whoever changes a line adds an example to the tests.
"""

from collections.abc import Mapping

from bot.domain.presence import Busy


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for each in text.split(",") if (word := " ".join(each.split())))


WORDS: Mapping[Busy, tuple[str, ...]] = {
    Busy.MEETING: _words(
        """
        meeting, meetings, in a mtg, mtg, on a call, in a call, on calls, in calls, phone call,
        conference call, video call, zoom call, client call, on the phone, presenting,
        giving a talk, giving a presentation, giving a demo, in class, in an interview,
        interviewing, in a workshop, in training, one on one, 1on1, in a standup, in standup,
        in a webinar, on air, recording, meetings am laufen, besprechung, in besprechungen,
        im gesprach, im termin, im call, im interview, telefonat, am telefon, am telefonieren,
        telefoniere, prasentiere, in einer prasentation, im workshop, in einer schulung,
        videokonferenz, reunion, en reu, en appel, au telephone, en ligne avec, en entretien,
        en rendez-vous, en rdv, en visio, visioconference, en presentation, en atelier,
        en formation, en conference, reuniones, en una llamada, en llamada, al telefono,
        presentando, en una presentacion, en una entrevista, en un taller, videollamada, reuniao,
        reunioes, em uma ligacao, em ligacao, em chamada, no telefone, ao telefone, em call,
        apresentando, em uma apresentacao, em entrevista, em um workshop, em treinamento,
        videoconferencia, videochamada, 会議中, 会議, ミーティング, 打ち合わせ, 打合せ, 商談,
        通話中, 電話中, プレゼン中, 発表中, 面談中, 面接中, 1on1中, mtg中, 研修中, 来客中
        """
    ),
    Busy.FOCUS: _words(
        """
        focus time, focus mode, focus block, deep focus, deep work, focusing, focussing,
        heads down, heads-down, do not disturb, don't disturb, dnd, in the zone, fokuszeit,
        fokusphase, im fokus, fokussiert, konzentriert, konzentriere mich, bitte nicht storen,
        nicht storen, stillarbeit, ne pas deranger, temps de concentration, concentration en cours,
        mode focus, concentre, concentree, no molestar, tiempo de concentracion,
        modo concentracion, concentrado, concentrada, nao perturbe, nao perturbar, nao incomodar,
        tempo de foco, modo foco, hora de foco, em foco, focado, focada, 集中, 取り込み中, 取込中,
        作業集中, もくもく, 応答不可, 話しかけないで
        """
    ),
    Busy.AWAY: _words(
        """
        out sick, sick leave, sick day, off sick, home sick, at the doctor, doctor, dentist,
        on vacation, vacation, vacationing, on holiday, on holidays, holiday, annual leave,
        on leave, parental leave, maternity leave, paternity leave, bereavement leave, day off,
        out of office, out of the office, ooo, oof, pto, commuting, in transit, traveling,
        travelling, on the road, driving, afk, brb, away from keyboard, be right back, at lunch,
        lunch break, on a break, school run, krankgeschrieben, krank zu hause, krankenstand,
        krankmeldung, beim arzt, arzttermin, zahnarzt, urlaub, in elternzeit, elternzeit,
        mutterschutz, abwesend, nicht im buro, ausser haus, auf dienstreise, dienstreise, pendle,
        auf dem weg, unterwegs, mittagspause, in der pause, beim mittagessen, feiertag,
        arret maladie, conge maladie, en conge, en conges, conges, chez le medecin,
        chez le dentiste, en vacances, vacances, conge parental, conge maternite, conge paternite,
        jour ferie, en rtt, absent, absente, absent du bureau, en deplacement, dans les transports,
        en trajet, en route, en pause, pause dejeuner, de baja, baja medica, baja por enfermedad,
        en el medico, en el dentista, de vacaciones, vacaciones, de permiso, dia libre,
        dia festivo, festivo, fuera de la oficina, fuera de oficina, ausente, de viaje, en camino,
        viajando, hora de comer, comiendo, almorzando, en el almuerzo, en un descanso,
        doente em casa, licenca medica, de atestado, no medico, no dentista, de ferias, ferias,
        de folga, folga, feriado, licenca maternidade, licenca paternidade, de licenca,
        fora do escritorio, ausencia, em viagem, a caminho, em transito, no transito, almocando,
        no almoco, horario de almoco, em pausa, 病欠, 体調不良, 病院, 通院, 休暇, 有給, 有休, 年休,
        午前休, 午後休, 半休, 産休, 育休, 夏休み, 冬休み, お休み, 休み中, 休憩, 不在, 外出中, 離席,
        移動中, 通勤中, 出張, 昼休み, ランチ中, 昼食中, 祝日
        """
    ),
}
"""What means busy wherever it stands in a status."""

ALONE: Mapping[Busy, tuple[str, ...]] = {
    Busy.MEETING: _words(
        """
        call, calls, in call, interview, workshop, training, demo, standup, termin, gesprach,
        telefon, appel, rdv, entretien, formation, llamada, entrevista, ligacao, chamada, 1 on 1,
        電話, 面談, 来客
        """
    ),
    Busy.FOCUS: _words(
        """
        focus, focused, busy, fokus, beschaftigt, occupe, occupee, foco, ocupado, ocupada, 忙しい
        """
    ),
    Busy.AWAY: _words(
        """
        sick, i'm sick, ill, off, off today, away, out, out today, lunch, break, leave, travel,
        flight, flying, gone, on a walk, doctor's appointment, krank, frei, pause, mittag, essen,
        arzt, weg, malade, dejeuner, train, enfermo, enferma, comida, almuerzo, descanso, doente,
        almoco, 休み, ランチ
        """
    ),
}
"""What means busy where the status says nothing else."""

HARMLESS = _words(
    """
    on call, oncall, meeting room, meeting host, meetings host, recording of, vacation mode,
    ready for meetings, open for meetings, holiday spirit, holiday season, im gesprach bleiben,
    会議室, 会議なし, 会議メモ, 会議資料, 休み明け, 休暇明け, 不在なし, 集中できない,
    ミーティング資料, ミーティングなし, 在席
    """
)
"""What contains one of the words and means nothing of the kind."""

BEFORE = _words(
    """
    no, no more, not in, not on, never, without, before, after, needs, need, prepping, preparing,
    planning, until, till, back from, returned from, tomorrow, next week, next month,
    available after, writing, read my, days to, countdown to, dreaming of, post, pre, kein, keine,
    keinen, nicht im, nicht in, ohne, vor, nach, bis zum, zuruck aus, zuruck vom, morgen,
    nachste woche, plane, brauche, pas de, pas en, sans, avant, apres, de retour de, retour de,
    demain, la semaine prochaine, semaine prochaine, sin, antes de, despues de, de vuelta de,
    manana, la proxima semana, proxima semana, sem, depois de, de volta de, de volta das, amanha,
    semana que vem, 来週, 来週は, 来月, 来月は, 明日, 明日は, 明日から
    """
)
"""What takes a word back that follows at once, or after an article."""

ARTICLES = _words(
    """
    the, a, an, my, our, for, for the, for a, der, die, das, dem, den, einem, einer, le, la, les,
    une, un, el, los, las, una, o, os, as, uma
    """
)
"""What may stand between the two."""

AFTER = _words(
    """
    notes, minutes, recap, room, rooms, free, planning, prep, agenda, done, over, cancelled,
    canceled, tomorrow, next week, next month, soon, countdown, photos, from, starts, starting,
    finished, ended, dates, policy, is over, are over, notizen, protokoll, frei, vorbei, beendet,
    abgesagt, morgen, nachste woche, ab, terminee, terminees, termine, annulee, finie, demain,
    la semaine prochaine, semaine prochaine, a partir de, a partir du, terminada, cancelada,
    manana, la proxima semana, proxima semana, terminou, amanha, semana que vem, encerrada, なし,
    終わり, 終了, 資料, 明け, から復帰, の準備, は来週, は明日
    """
)
"""What takes a word back that stands right before it."""

EMOJI: Mapping[Busy, tuple[str, ...]] = {
    Busy.MEETING: _words(
        """
        calendar, spiral_calendar_pad, spiral_calendar, phone, telephone, telephone_receiver,
        calling, slack_call, video_camera, zoom, microphone, studio_microphone
        """
    ),
    Busy.FOCUS: _words(
        """
        no_bell, no_entry, no_entry_sign, do_not_disturb, shushing_face, mute, octagonal_sign,
        dart
        """
    ),
    Busy.AWAY: _words(
        """
        palm_tree, desert_island, beach_with_umbrella, airplane, airplane_departure, luggage,
        face_with_thermometer, nauseated_face, sneezing_face, mask, hospital,
        face_with_head_bandage, bus, oncoming_bus, train, train2, bullettrain_side, metro,
        railway_car, steam_locomotive, car, red_car, oncoming_automobile, knife_fork_plate,
        fork_and_knife, baby_bottle
        """
    ),
}
"""Names of emoji that mean busy, where the text beside them does not say otherwise."""

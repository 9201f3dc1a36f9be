"""The usual words and emoji of Slack statuses that mean busy, in the languages of the bot.

Small letters; accents do not matter. What Slack itself offers as a status, in each language, is
among them, and so is what calendar apps set. Whoever changes a line adds an example to the tests.
"""

from collections.abc import Mapping

from bot.domain.presence import Busy
from bot.domain.status_context import entries

WORDS: Mapping[Busy, tuple[str, ...]] = {
    Busy.MEETING: entries(
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
        videoconferencia, videochamada, 会議, ミーティング, 打ち合わせ, 打合せ, 商談, 通話中,
        電話中, プレゼン中, 発表中, 面談中, 面接中, 1on1中, mtg中, 研修中, 来客中, mtgs, on phone,
        on the line with, talking to, talking with, customer visit, client visit, on call with,
        on zoom, 1on1s, one to one, skip level, phone screen, check in with, check in w,
        catch up with, catch up w, coffee chat, pairing with, pairing w, pair programming,
        in session, in court, in a huddle, in huddle, huddle with, sprint planning, sprint review,
        design review, performance review, business review, in stand up, daily stand up,
        team stand up, jour fixe, telko, telefonkonferenz, telefonieren, conseil de classe,
        reunido con, reunida con, dando clase, negociando con, en clase, em aula, dando aula,
        em atendimento, atendendo, point avec, point d'equipe, お客様対応, 部会, 打合わせ,
        電話会議, 接客中, 取材中, 収録中, 登壇中, 授業中, 講義中, インタビュー中, ハドル中
        """
    ),
    Busy.FOCUS: entries(
        """
        focus time, focus mode, focus block, deep focus, deep work, focusing, focussing,
        heads down, heads-down, do not disturb, don't disturb, dnd, in the zone, fokuszeit,
        fokusphase, im fokus, fokussiert, konzentriert, konzentriere mich, bitte nicht storen,
        nicht storen, stillarbeit, ne pas deranger, temps de concentration, concentration en cours,
        mode focus, concentre, concentree, no molestar, tiempo de concentracion,
        modo concentracion, concentrado, concentrada, nao perturbe, nao perturbar, nao incomodar,
        tempo de foco, modo foco, hora de foco, em foco, focado, focada, 集中, 取り込み中, 取込中,
        作業集中, もくもく, 応答不可, 話しかけないで, no interruptions, head down, quiet time,
        quiet hours, focused work, fokus zeit, im tunnel, mode concentration, fokusarbeit,
        konzentriertes arbeiten, konzentrationsphase, ne pas me deranger, modo enfoque, enfocado,
        enfocada, no molesten, 取込み中, フォーカス, 手が離せ, 応答でき
        """
    ),
    Busy.AWAY: entries(
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
        移動中, 通勤中, 出張, 昼休み, ランチ中, 昼食中, 祝日, coffee break, short break,
        grabbing coffee, taking a break, on a train, at the airport, wellness day,
        mental health day, bereavement, mat leave, pat leave, signed off, logged off,
        done for the day, therapy, nap, school drop off, on break, kid sick, sick kid, appointment,
        appt, errands, picking up kids, picking up the kids, picking up my kids, school pickup,
        walking the dog, at the gym, jury duty, funeral, in flight, on a flight, flight to,
        boarding, stepped out, stepped away, stepping out, stepping away, be back, back soon,
        back shortly, back later, back tomorrow, back in an hour, back in a bit, back in a few,
        kind krank, kaffeepause, kurze pause, bin weg, kurz weg, gleich zuruck, gleich wieder da,
        uhr zuruck, uhr wieder da, feierabend, kinder abholen, kind abholen, beim friseur,
        uberstunden abbauen, uberstundenabbau, aussentermin, enfant malade, rdv medecin,
        rdv medical, dentiste, pause cafe, pause midi, pause de midi, parti manger, partie manger,
        krank gemeldet, volto ja, dans le train, je reviens, reviens dans, cita medica, dentista,
        recogiendo a los ninos, permiso de maternidad, libro hoy, consulta medica, ja volto,
        buscando as criancas, 全休, 歯医者, 昼食, 退勤, 外出, お迎え, に戻ります, すぐ戻り, 中抜け,
        直帰, 客先訪問, 運転中, 忌引, 帰省
        """
    ),
}
"""What means busy wherever it stands in a status."""

EVENTS: Mapping[Busy, tuple[str, ...]] = {
    Busy.MEETING: entries(
        """
        call, calls, sync, standup, standups, scrum, demo, demos, interview, interviews, workshop,
        workshops, webinar, training, trainings, presentation, presentations, lecture, seminar,
        session, sessions, retro, retrospective, kickoff, all hands, town hall, townhall, debrief,
        brainstorm, brainstorming, briefing, review, planning, panel, conference, qbr, catchup,
        refinement, grooming, daily, weekly, termin, termine, sitzung, konferenz, schulung,
        fortbildung, vortrag, vorlesung, prasentation, abstimmung, gesprach, unterricht, reu,
        appel, appels, entretien, entretiens, formation, visio, rdv, rendez vous, atelier,
        seminaire, webinaire, comite, copil, soutenance, negociation, llamada, llamadas,
        entrevista, entrevistas, taller, formacion, capacitacion, presentacion, junta, juntas,
        cita, curso, conferencia, seminario, sesion, ligacao, ligacoes, chamada, chamadas,
        treinamento, apresentacao, alinhamento, palestra, 電話, 通話, 面談, 面接, 研修, 来客, 定例,
        セミナー, ウェビナー, ワークショップ, 勉強会, 朝会, 夕会, 振り返り会, レビュー会, デイリー,
        スタンドアップ, デモ, プレゼン, キックオフ
        """
    ),
    Busy.FOCUS: (),
    Busy.AWAY: entries(
        """
        lunch, back at, back in, back by, back around, mittagessen, dejeuner, de retour a,
        de retour dans, vuelvo, almuerzo, volto
        """
    ),
}
"""What means busy where nothing follows but with whom, until when or of what: no `call me`."""

OPENING: Mapping[Busy, tuple[str, ...]] = {
    Busy.MEETING: entries("telefon, stand up, teaching, point, reunido, reunida, on teams"),
    Busy.FOCUS: entries(
        """
        focus, focused, busy, fokus, beschaftigt, concentration, occupe, occupee, foco,
        concentracion, concentracao, ocupado, ocupada, 忙しい
        """
    ),
    Busy.AWAY: entries(
        """
        sick, ill, off, away, out, break, leave, travel, flight, flying, gone, offline, gym,
        on a walk, krank, frei, weg, pause, mittag, essen, arzt, malade, rtt, train, enfermo,
        enferma, comida, descanso, pausa, fuera, doente, fora, almoco, 休み, ランチ, お昼
        """
    ),
}
"""The same where a status begins with it: `off until 3`, but no `hands off`."""

EMOJI: Mapping[Busy, tuple[str, ...]] = {
    Busy.MEETING: entries(
        """
        calendar, spiral_calendar_pad, spiral_calendar, phone, telephone, telephone_receiver,
        calling, slack_call, video_camera, zoom, microphone, studio_microphone
        """
    ),
    Busy.FOCUS: entries(
        """
        no_bell, no_entry, no_entry_sign, do_not_disturb, shushing_face, mute, octagonal_sign, dart
        """
    ),
    Busy.AWAY: entries(
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

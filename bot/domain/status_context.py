"""What stands around the words of a Slack status, and bears them out or takes them back.

Small letters; accents do not matter. Whoever changes a line adds an example to the tests.
"""


def entries(text: str) -> tuple[str, ...]:
    """Return what a text lists, separated by commas."""
    return tuple(entry for each in text.split(",") if (entry := " ".join(each.split())))


HARMLESS = entries(
    """
    on call, oncall, roll call, close call, good call, last call, wake up call, cold call,
    judgment call, curtain call, call me, call us, call my, call if, call for, call of, call or,
    call it, call text, call to action, call anytime, or call, to call, please call, can call,
    may call, just call, don't call, do not call, api call, to sync, in sync, out of sync,
    let's sync, lip sync, to demo, to stand up, training for, model training, nice meeting,
    meeting room, meeting host, meetings host, meeting deadlines, recording of, vacation mode,
    vacation planning, happy holiday, holiday spirit, holiday mode, need lunch, what's for lunch,
    code review, pr review, in review, to review, for review, please review, holiday season,
    i'm back, im gesprach bleiben, abgabe termin, liefer termin, appel d'offres, appel d'offre,
    appel a, salle de reunion, salles de reunion, en cours, sala de reuniones, sala de juntas,
    en curso, llamada de atencion, sala de reuniao, sala de reunioes, 会議室, 会議録, 休み明け,
    休暇明け, 不在なし, 集中できない, 在席
    """
)
"""What contains one of the words and means nothing of the kind."""

BEFORE = entries(
    """
    no, no more, not in, not on, never, without, before, after, between, then, needs, need,
    prep for, prepping, prepping for, preparing, preparing for, planning, working on, finishing,
    drafting, writing, reviewing, skipping, avoiding, scheduling, schedule, book, until, till,
    back from, returned from, tomorrow, next week, next month, available after, available for,
    open for, open to, up for, free for, ready for, read my, days to, countdown to,
    counting down to, late for, dreaming of, post, pre, kein, keine, keinen, nicht im, nicht in,
    ohne, vor, nach, zwischen, zwischen zwei, bis zum, zuruck aus, zuruck vom, zuruck von, morgen,
    nachste woche, plane, brauche, bereite, arbeite an, pas de, pas d', pas en, plus de, plus d',
    aucun, aucune, sans, avant, apres, entre, entre deux, bientot, preparation de, preparer,
    prepare, compte rendu de, de retour de, retour de, demain, la semaine prochaine,
    semaine prochaine, sin, ninguna, antes de, despues de, preparando, acta de, de vuelta,
    de vuelta de, vuelta de, manana, la proxima semana, proxima semana, sem, nenhuma, antes da,
    antes do, depois de, depois da, depois do, ata da, ata de, de volta de, de volta das,
    volta das, amanha, semana que vem, もうすぐ, 来週, 来週は, 来月, 来月は, 明日, 明日は, 明日から
    """
)
"""What takes a word back that follows at once, or after an article."""

ARTICLES = entries(
    """
    the, a, an, my, our, for, for the, for a, der, die, das, dem, den, einem, einer, meinem, le,
    la, les, l', une, un, el, los, las, una, o, os, as, uma, um
    """
)
"""What may stand between the two."""

AFTER = entries(
    """
    notes, minutes, recap, room, rooms, free, planning, prep, agenda, link, links, deadline,
    deadlines, done, over, cancelled, canceled, later, later today, tonight, tomorrow, next week,
    next month, this afternoon, this evening, soon, countdown, photos, from, starts, starting,
    finished, ended, dates, policy, is over, are over, notizen, protokoll, frei, vorbei, beendet,
    abgesagt, entfallt, vorbereiten, morgen, heute nachmittag, nachste woche, ab, terminee,
    terminees, termine, annulee, finie, reportee, demain, cet apres-midi, la semaine prochaine,
    semaine prochaine, a partir de, a partir du, terminada, cancelada, suspendida, manana,
    esta tarde, la proxima semana, proxima semana, terminou, amanha, semana que vem, encerrada,
    adiada, desmarcada, a tarde, なし, 終わり, 終了, メモ, 中止, 延期, キャンセル, 資料, 明け,
    から復帰, から戻, の準備, の資料, 準備, は来週, は明日, 可, 可能, ok, 歓迎
    """
)
"""What takes a word back that stands right before it."""

LEADING = entries(
    """
    i'm, i am, am, currently, now, just, today, very, really, in, im, en, em, bin, ich bin, gerade,
    heute, aktuell, derzeit, je suis, actuellement, aujourd'hui, estoy, ahora, hoy, estou, agora,
    hoje, 本日, 今日, 今日は, 現在, ただいま
    """
)
"""What a status may begin with before it comes to what it says."""

FOLLOWING = entries(
    """
    with, w, until, til, till, for, about, re, at, then, now, all day, all morning, all afternoon,
    all week, this week, this morning, today, in progress, through, thru, since, via, mit, bis,
    beim, bei, zum, zur, wegen, um, heute, gerade, ganztagig, den ganzen tag, avec, jusqu', jusque,
    chez, pour, sur, client, equipe, annuel, hebdo, toute la journee, aujourd'hui, con, hasta, en,
    para, por hoy, sobre, toda la manana, todo el dia, hoy, com, ate, hoje, o dia todo, 中, まで,
    です, のため, に参加, 参加, 対応
    """
)
"""What may follow a word that counts only where nothing else does: with whom, or until when."""

OF = entries("de, d', del, do, da")
"""What may follow an event besides: what it is about."""

COMPOUNDS = entries(
    """
    besprechung, sitzung, gesprach, termin, termine, meeting, call, konferenz, schulung, workshop,
    interview
    """
)
"""What German joins to the end of other words: `Kundentermin` is a `Termin`."""

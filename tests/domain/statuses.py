"""Statuses as people and their calendars write them in six languages, by what they say."""

from collections.abc import Iterator

from bot.domain.presence import Busy
from tests.domain.statuses_romance import FRENCH, PORTUGUESE, SPANISH, Statuses


def every_status() -> Iterator[tuple[str, Busy | None]]:
    """Yield each status with what it says."""
    for statuses in (ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE, JAPANESE):
        for busy, lines in statuses.items():
            yield from ((text.strip(), busy) for text in lines.split("|"))


ENGLISH: Statuses = {
    Busy.MEETING: """
        In a meeting • Google Calendar | In a meeting - Outlook Calendar | In a meeting |
        Weekly team meeting | On a call with Bob until 3 | Presenting | In meetings all day |
        In an external meeting (via Clockwise) | In a one-on-one (via Clockwise) |
        In a Zoom meeting | sales call | Sales calls until 3 | call w/ client | Call with Bob |
        On a quick call | Call | Team call | Calls all day | back to back calls |
        Client call, back at 4 | on call with Ana | On the phone | on phone with the bank |
        Conference call | On a Teams call | Call 📞 | 📞 call | 1:1 with Ana | 1:1 | 1on1 w/ Sam |
        1-1 with Bo | one-on-one with Kai | Weekly 1:1s | 1-on-1 | 1 on 1 with Dee | one to one |
        skip level 1:1 | interview w/ Bo | Interviewing candidates | Interviews until 4pm |
        Job interview | Phone screen | standup | Daily standup | In stand-up |
        Team standup • Google Calendar | Scrum | Sync with design | weekly sync |
        Team sync until 11 | sync w/ Ana | demo | Product demo | Customer demo for ACME |
        Sprint planning | Sprint review | Retro | Retrospective | Design review | All hands |
        Town hall | Workshop all day | workshop | Webinar | In a webinar | hosting a webinar |
        Training | Training session | Team training | Presenting to the board | Presentation at 2 |
        Kickoff with Globex | Board meeting | QBR | In a huddle | On Zoom | Lecture |
        In class until noon | Recording a podcast | Brainstorm | Catch-up with Lee |
        Coffee chat with Mia | Pairing with Jo | In session | Debrief | Seminar |
        Parent-teacher conference | In court | Roadmap review • Google Calendar | exec briefing |
        Quarterly planning | Teaching until noon | On the line with a vendor | Customer visit |
        Mtg till 2 | IN A MTG | Client mtg @ HQ
    """,
    Busy.FOCUS: """
        Focus time | Focus Time (via Clockwise) | Focus | focus until 3 | Focus: report |
        Deep work | heads down | Heads down on Q3 numbers | Heads-down on the report |
        Do not disturb! | Do not disturb | DND till 4 | Deep focus | Busy | busy until 5 |
        I'm busy | Busy w/ release | In focus mode | focusing | In the zone | Quiet time |
        No interruptions please
    """,
    Busy.AWAY: """
        Out of Office (via Clockwise) | OOO until Monday | On vacation until 3 January |
        OOO, back tomorrow | Out-of-office | Out sick | Vacationing | on PTO | Lunch |
        Lunch until 1 | Lunch with Ana | lunch 🍕 | at lunch | Lunch break | Coffee break | AFK |
        brb | Away | Away until 2pm | I'm away today | Out | Out until 3 | Out today |
        Out this week | Out for lunch | out all day | Off today | off until Tuesday |
        Off for the holidays | sick | Sick today | Sick :( | Commuting | At the dentist |
        Dentist appointment | Doctor's appointment | doctor appt at 3 | Picking up the kids |
        school pickup | Running errands | At the gym | walking the dog |
        Walking the dog, back at 3 | back in 10 | Back at 2 | Back soon | Traveling |
        Flight to Berlin | In flight | Parental leave | Maternity leave | Jury duty |
        Public holiday | At a funeral | stepped out | Stepping away for a bit | Gone until Monday |
        On break | Currently out | Offline until 6 | Mental health day | Done for the day |
        School drop-off | Therapy
    """,
    None: """
        Call me anytime | call me if urgent | Feel free to call | Please call, don't write |
        roll call | On call | On call this week | on-call engineer | Oncall for payments |
        Call or text me | DM or call | call my cell | Call if urgent | close call | Good call |
        Call of Duty fan | Call for papers is open | Recall | Wake-up call |
        Last call for t-shirts | Call for help | Available for calls | Open to 1:1s |
        Free for a call | No calls today | Total recall | Writing meeting notes |
        No meetings today | Meeting-free Friday | Between two meeting rooms | After the meeting |
        Callaghan's | Vacation next week | OOO tomorrow | Back from vacation | Vacation planning |
        no meetings | after 1:1 | Between meetings | Meeting-free day | Out of sync |
        In sync with the universe | async | Syncing my photos | Data sync job running |
        Demo environment is down | Preparing a demo | Working on presentation | Interview prep |
        prepping for interview | Training models | Training for a marathon | Standup comedian |
        stand up straight! | Time to stand up | Meeting deadlines | First class |
        Figuring things out | Working out the details | Sold out | Hands off | Better off |
        Fire away | Break things | Don't leave | Checking it out | Out loud | Back from lunch |
        Back in the office | I'm back | Back at my desk | Back online | Available | WFH |
        Working from home | Working remotely | In the office | Focus on what matters | Coding |
        Code review pls | Here | Happy to help | Score: 3-2 | Back 1/1 | v1.1 is out |
        1:10 scale model | Coffee lover | Busy bee | Sick beats | Happy holidays | Hello world |
        Vacation from Monday | Interviews next week | On-call until Friday |
        Phone died, use Slack | Reachable by phone | Slow to respond | Deploying | Debugging |
        Hiring! Refer your friends | Ask me about the retro board | In the session store code |
        Class of 2024 | Half day | Let's sync tomorrow | Happy to demo | Meeting notes |
        Meeting room 4 | Standup notes | Late for standup | What's for lunch today |
        Counting down to vacation | Ready for review
    """,
}
GERMAN: Statuses = {
    Busy.MEETING: """
        In einem Meeting | In Besprechung | Besprechung bis 15:00 | Im Meeting bis 15 Uhr |
        Termin | Termin bis 11 | Im Termin | Termin beim Kunden | Kundentermin | Termine |
        Termin mit Ana | Termine bis 16 Uhr | Call mit Kunde | Kundencall | Call | im Call |
        In nem Call | Videocall | Teams-Call | Telko | Telko mit Zürich | In einer Telko |
        Telefonkonferenz | Telefonat mit Bo | Telefonieren | Am Telefon | Telefoniere gerade |
        Vorstellungsgespräch | Mitarbeitergespräch | im Gespräch | Gespräch mit Ana |
        Bewerbungsgespräch | Jour fixe | Daily | Im Daily | Weekly | Daily Standup | Standup |
        Workshop | Workshop bis 17 Uhr | Schulung | In einer Schulung | Fortbildung | Seminar |
        Webinar | Interview mit Jo | Präsentation | Präsentiere gerade | Vortrag | Vorlesung |
        Teambesprechung | Teammeeting | Dienstbesprechung | Sitzung | Vorstandssitzung |
        Konferenz | Demo beim Kunden | Demo | Retro | Sprint Planning | Abstimmung mit Design |
        1:1 mit Kai | Im Kundengespräch | Im Unterricht | Elterngespräch
    """,
    Busy.FOCUS: """
        Fokuszeit | Fokus | Fokus bis 12 | Fokusarbeit | Bitte nicht stören | Nicht stören! |
        Deep Work | Konzentriertes Arbeiten | beschäftigt | Bin beschäftigt | Konzentrationsphase |
        Fokus-Zeit | im Tunnel
    """,
    Busy.AWAY: """
        Im Urlaub bis 3.1. | Urlaub | Krank | Heute krank | krankgeschrieben | Kind krank |
        Abwesend | Mittagspause | Mittag | Mittag bis 13 Uhr | Mittagessen | Beim Mittagessen |
        Pause | Pause bis 10:30 | Kurze Pause | Kaffeepause | Arzttermin | Beim Arzt | Arzt |
        Zahnarzttermin | Bin weg | Bin kurz weg | weg bis 14 Uhr | Gleich zurück |
        Gleich wieder da | Unterwegs | Frei | Heute frei | Elternzeit | Feierabend | Dienstreise |
        Außer Haus | Auf dem Weg ins Büro | Kinder abholen | Beim Friseur | Bin um 15 Uhr zurück |
        Überstunden abbauen | Außentermin | In Pause | Krank gemeldet
    """,
    None: """
        Homeoffice | Im Büro | Ruf mich an | Rufbereitschaft | Anrufen erlaubt |
        Kein Meeting heute | Keine Termine heute | Zwischen zwei Meetings | Besprechung beendet |
        Meeting vorbereiten | Nach dem Call | Vor dem Termin | Abgabetermin Freitag |
        Terminvereinbarung per Mail | Ab morgen Urlaub | Nächste Woche Urlaub |
        Zurück aus dem Urlaub | Urlaubsreif | Ausgeschlafen | Ab 15 Uhr frei | Frei für Fragen |
        Frei heraus | Barrierefrei | Erreichbar | Bin da | Call me maybe |
        Präsentation vorbereiten | Arbeite an Präsentation | Schulungsunterlagen |
        Immer ansprechbar | Auf gutem Weg | Bin im Chat erreichbar | Neu hier |
        Workshop vorbereiten | Fokus auf das Wesentliche | Pausenclown | Kaffee hilft |
        Meetingraum 3 | Workshop morgen | Kundendienst | Konferenzraum B | Daily Business |
        Weekly Report fertig
    """,
}
JAPANESE: Statuses = {
    Busy.MEETING: """
        会議中 | 会議 | 会議 15時まで | 打ち合わせ 15時まで | 打ち合わせ中 | 打合せ中 |
        打ち合わせ 〜16:00 | 打ち合わせ | ミーティング中 | ミーティング | MTG中 | MTG | ランチMTG |
        定例MTG | 定例 | 定例会議 | 商談中 | 商談 | 電話中 | 電話 | 顧客と電話 | 通話中 |
        電話対応中 | 面談中 | 面談 | 面接中 | 面接 | 面接対応中 | 1on1 | 1on1中 | 佐藤さんと1on1 |
        1:1 | 研修中 | 研修 | 研修に参加中 | セミナー参加中 | セミナー | ウェビナー |
        ウェビナー中 | ワークショップ中 | ワークショップ | 勉強会 | 勉強会参加中 | 朝会 | 夕会 |
        朝会中 | デイリー | スタンドアップ | プレゼン中 | 発表中 | 登壇中 | デモ中 | 来客中 |
        来客対応中 | 接客中 | Zoom会議 | Web会議中 | Teams会議中 | オンライン会議 | 取材中 |
        収録中 | 授業中 | 講義中 | レビュー会 | キックオフ | ハドル中 | 採用面接 |
        社内会議 (〜15時) | インタビュー中 | 振り返り会 | お客様対応中 | 部会
    """,
    Busy.FOCUS: """
        集中 | 集中中 | 集中タイム | 作業集中 | 集中モード | 取り込み中 | 取込み中 |
        もくもくタイム | 話しかけないでください | フォーカスタイム | 忙しい | 手が離せません |
        応答できません
    """,
    Busy.AWAY: """
        休暇中 | 有給休暇 | 有休 | 午前休 | 午後休 | 半休 | 全休 | お休み | 休み | 本日休み |
        本日お休みです | 夏季休暇 | 病欠 | 体調不良 | 通院 | 病院 | 歯医者 | 昼休み | 昼休憩 |
        休憩 | 休憩中 | ランチ | ランチ中 | ランチ 13時まで | 昼食 | お昼 | 離席中 | 離席 |
        少し離席します | 外出中 | 外出 | 移動中 | 出張中 | 出張 | 不在 | 退勤 | 退勤しました |
        産休 | 育休 | 子供のお迎え | お迎え | 15時に戻ります | すぐ戻ります | 中抜け | 中抜け中 |
        直帰 | 客先訪問中 | 運転中 | 忌引き | 帰省中
    """,
    None: """
        会議室Aにいます | 会議なし | 今日は会議なし | 会議終了 | 会議中止 | 会議資料作成中 |
        会議メモ | 会議の準備 | MTGなし | 電話ください | お電話ください | 電話OK | 電話番号は080 |
        電話で連絡ください | 面談希望 | 面接官募集 | 研修資料作成 | 来週休暇 | 明日は休み |
        明日から出張 | 休み明け | 休暇明け | 在宅勤務 | リモートワーク | テレワーク | 在席 | 出社 |
        出社しています | 勤務中 | 対応可能 | いつでもどうぞ | 稼働中 | 開発中 |
        コードレビュー待ち | プレゼン資料作成 | ランチ募集 | セミナー申込受付中 | デモ環境 |
        定例なし | 発表資料作成中 | 集中できない | もうすぐ夏休み | 打ち合わせ可 |
        ミーティング可能 | 昼休み終わり | 会議録 | 戻りました | 離席から戻りました
    """,
}

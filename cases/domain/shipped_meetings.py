"""The letters about meetings and what follows from them, as the system comes with them."""

from .shipped import NOTICE, Shipped, Text

CALLED, CHANGED, CANCELLED = "meeting_called", "meeting_changed", "meeting_cancelled"
ADJUST = "minutes_to_adjust"
TASK, TASK_SOON, TASK_LATE = "task_given", "task_soon", "task_late"
TASK_PASSED, TASK_GONE = "task_handed_over", "task_not_yours"
_MEETING = ("Öppna mötet", "Open the meeting")
_TASKS = ("Öppna uppgifterna", "Open the tasks")
_ABOUT_MEETING = ("body", "day", "time", "place", "agenda", "page")
_ABOUT_TASK = ("what", "body", "deadline", "page")
_ABOUT_HANDING_OVER = (*_ABOUT_TASK, "agreed", "before", "now", "by", "message")

MEETINGS = (
    Shipped(
        CALLED,
        NOTICE,
        "Kallelse till möte",
        Text(
            "Kallelse: {body}, {day}",
            "Du kallas till möte med {body}.\n\nDag: {day}\nTid: {time}\nPlats: {place}\n\n{agenda}\n\n"
            "Kallelsen med alla handlingar finns här:\n\n{page}",
        ),
        Text(
            "Notice: {body}, {day}",
            "You are called to a meeting of {body}.\n\nDay: {day}\nTime: {time}\nPlace: {place}\n\n{agenda}\n\n"
            "The notice with all its papers is here:\n\n{page}",
        ),
        places=_ABOUT_MEETING,
        opens=_MEETING,
        needs=("day", "page"),
        about_case=False,
    ),
    Shipped(
        CHANGED,
        NOTICE,
        "Ändrad tid eller plats för ett möte",
        Text(
            "Ändrat möte: {body}, {day}",
            "Mötet med {body} har ändrats. Så här gäller nu:\n\nDag: {day}\nTid: {time}\nPlats: {place}\n\n{page}",
        ),
        Text(
            "Changed meeting: {body}, {day}",
            "The meeting of {body} has been changed. This holds now:\n\n"
            "Day: {day}\nTime: {time}\nPlace: {place}\n\n{page}",
        ),
        places=_ABOUT_MEETING,
        opens=_MEETING,
        needs=("day", "page"),
        about_case=False,
    ),
    Shipped(
        CANCELLED,
        NOTICE,
        "Ett möte är inställt",
        Text("Inställt: {body}, {day}", "Mötet med {body} den {day} är inställt.\n\n{page}"),
        Text("Cancelled: {body}, {day}", "The meeting of {body} on {day} is cancelled.\n\n{page}"),
        places=_ABOUT_MEETING,
        opens=_MEETING,
        needs=("day",),
        about_case=False,
    ),
    Shipped(
        ADJUST,
        NOTICE,
        "Ett protokoll väntar på justering",
        Text(
            "Att justera: {body}, {day}",
            "Du är vald att justera det som skrevs vid mötet med {body} den {day}.\n\n"
            "Läs igenom det och justera det här:\n\n{page}",
        ),
        Text(
            "To adjust: {body}, {day}",
            "You were chosen to adjust what was written at the meeting of {body} on {day}.\n\n"
            "Read it through and adjust it here:\n\n{page}",
        ),
        places=_ABOUT_MEETING,
        opens=_MEETING,
        needs=("page",),
        about_case=False,
    ),
    Shipped(
        TASK,
        NOTICE,
        "Du har fått något att göra",
        Text(
            "Att göra: {what}",
            "{body} har kommit överens om att du gör det här:\n\n{what}\n\nKlart senast: {deadline}\n\n{page}",
        ),
        Text(
            "To do: {what}",
            "{body} has agreed that you do this:\n\n{what}\n\nDone no later than: {deadline}\n\n{page}",
        ),
        places=_ABOUT_TASK,
        opens=_TASKS,
        needs=("what", "page"),
        about_case=False,
    ),
    Shipped(
        TASK_PASSED,
        NOTICE,
        "Du tar över något att göra",
        Text(
            "Du tar över: {what}",
            "Du tar över en uppgift efter {before}:\n\n{what}\n\n"
            "{body} bestämde det {agreed}.\nKlart senast: {deadline}\n\n{message}\n\n{page}",
        ),
        Text(
            "You take over: {what}",
            "You take over a task after {before}:\n\n{what}\n\n"
            "{body} decided it on {agreed}.\nDone no later than: {deadline}\n\n{message}\n\n{page}",
        ),
        places=_ABOUT_HANDING_OVER,
        opens=_TASKS,
        needs=("what", "page"),
        about_case=False,
    ),
    Shipped(
        TASK_GONE,
        NOTICE,
        "Något att göra har gått till en annan",
        Text(
            "{now} tar över: {what}",
            "{by} har lämnat över en uppgift från dig till {now}. Du behöver inte göra något mer med den.\n\n"
            "{what}\n\n{body} bestämde det {agreed}.\n\n{message}\n\n{page}",
        ),
        Text(
            "{now} takes over: {what}",
            "{by} has handed over a task from you to {now}. There is nothing more for you to do with it.\n\n"
            "{what}\n\n{body} decided it on {agreed}.\n\n{message}\n\n{page}",
        ),
        places=_ABOUT_HANDING_OVER,
        opens=_TASKS,
        needs=("what", "now"),
        about_case=False,
    ),
    Shipped(
        TASK_SOON,
        NOTICE,
        "Påminnelse om något att göra",
        Text(
            "Påminnelse: {what}",
            "Om några dagar ska det här vara klart åt {body}:\n\n{what}\n\nKlart senast: {deadline}\n\n"
            "Markera det som klart här:\n\n{page}",
        ),
        Text(
            "Reminder: {what}",
            "In a few days this should be done for {body}:\n\n{what}\n\nDone no later than: {deadline}\n\n"
            "Mark it as done here:\n\n{page}",
        ),
        places=_ABOUT_TASK,
        opens=_TASKS,
        needs=("what", "page"),
        about_case=False,
    ),
    Shipped(
        TASK_LATE,
        NOTICE,
        "Något att göra är försenat",
        Text(
            "Försenat: {what}",
            "Det här skulle ha varit klart {deadline} åt {body}:\n\n{what}\n\nMarkera det som klart här:\n\n{page}",
        ),
        Text(
            "Late: {what}",
            "This should have been done by {deadline} for {body}:\n\n{what}\n\nMark it as done here:\n\n{page}",
        ),
        places=_ABOUT_TASK,
        opens=_TASKS,
        needs=("what", "page"),
        about_case=False,
    ),
)

"""Take away papers and uploaded workbooks that nobody came back to."""

from forms.models import Printout, WaitingWorkbook


def forget_papers() -> int:
    """How many went."""
    old = list(Printout.objects.forgotten())
    for printout in old:
        if printout.file:
            printout.file.delete(save=False)
        printout.delete()
    workbooks, _by_model = WaitingWorkbook.objects.forgotten().delete()
    return len(old) + workbooks

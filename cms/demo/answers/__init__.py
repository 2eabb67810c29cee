"""The five real documents as answers in the demo's forms, one file each.

Every section, figure, row and date is as in the document. Names of persons are left out; a printed
sum that does not add up is kept in `printed`, so that the system points the difference out.
"""

"""Invented releases with SMART cables in them, in the form of the real ones."""

from __future__ import annotations

STAMP = (
    "     UNCLASSIFIED U.S. Department of State Case No. F-2001-00001 Doc No. C00000001"
    " Date: 01/02/2003\n"
)

PAGE = f"\n\n{STAMP}\f{STAMP}\n\n\n"
"""The end of a page and the begin of the next."""

RELEASE = (
    f"{STAMP}\n\n                                        RELEASE IN PART\n{' ' * 40}B5,B6\n\n\n"
)

MAILS = """\
From:                             Roe, Jane Q <RoeJQ@example.gov>
Sent:                             Friday, July 6, 2012 9:59 AM
To:
Subject:                          FW: FW: The Barge and its Masts, a first report on how they
                                  are stepped

FYI, a good example.              B6
Very human.

From: SMART Core [mailto:core@example.gov]
Sent: Friday, July 06, 2012 06:11
To: Poe, John; Eastlake, SMARTS
Cc: Doe, Max F; Coe, Ann
Subject: (U) The Barge

"""

MARKING = """\
                                                   UNCLASSIFIED
                                                       SBU

"""

LABELS = """\
 Action Office:           POL, RSO
MRN:                           12 PORT EASTLAKE 504
Date/DTG:                      Jul 06, 2012 / 061322Z JUL 12
From:                          AMEMBASSY PORT EASTLAKE
Action:                        WASHDC, SECSTATE IMMEDIATE; WESTLAKE, AMEMBASSY NIACT IMMEDIATE
E.O.:                          13526
TAGS:                          PGOV, PREL, KDEM,
                               XX
Captions:                      SENSITIVE, SI PDIS
Reference:                     A) 12 PORT EASTLAKE 490
                               B) 11 STATE 1234
Pass Line:                     STATE FOR S, WHA
                               PASS TO NSC ROE
Subject:                       (U) The Barge and its Masts: a first report on how they
                               are stepped

"""

TEXT = f"""\
1.(SBU) Summary: The barge is washed weekly, and the mast is stepped by four persons who
have been trained for it.                                                            B5
End summary.

A Heading

2. (U) The gulls are not{PAGE}fed. They said "never."                                1.4(D)

                                                                                     B1

"""

TRAILER = f"""\
Signature:                     ROE

Drafted By:                    PORT EASTLAKE:Poe, John
Cleared By:                    POL:Doe, Max F
                               ECON:Coe, Ann
Approved By:                   EXEC:Roe, Jane Q
Released By:                   PORT EASTLAKE:Poe, John
Info:                          WESTLAKE, AMEMBASSY ROUTINE; CIA WASHINGTON DC PRIORITY; HQ
                               USNOTCOM ROUTINE; Coe, Ann
{PAGE}                               IMMEDIATE; LAKE COLLECTIVE ROUTINE
XMT:                           AMEMBASSY NORTHLAKE
Attachments:                   Metadata.dat

Action Post:                   NONE
Dissemination Rule:            Released Copy


"""

END = f"{MARKING}{STAMP}\f"

CABLE = RELEASE + MAILS + MARKING + LABELS + TEXT + TRAILER + END

#!/usr/bin/env python3
"""Writes fixtures.txt: days counted one by one, with nothing but a list of
holidays and the words of the law. It shares no code with the program.

    python3 fixtures.py > fixtures.txt

Lines: add FROM COUNT UNIT = DAY      (民法典第201条: the day of the event is not counted)
       roll FROM = DAY                (民法典第203条: to the next working day)
       notice EVENT COUNT UNIT = DAY  (the last day with COUNT units before EVENT has passed)
       between FROM TO = NUMBER       (working days after FROM up to and with TO)
Units: d days, w working days, m months.
"""
from calendar import monthrange
from datetime import date, timedelta

OFF = {  # 国务院办公厅关于部分节假日安排的通知, first and last day off
    2020: "0101 0124-0202 0404-0406 0501-0505 0625-0627 1001-1008", 2021: "0101-0103 0211-0217 0403-0405 0501-0505 0612-0614 0919-0921 1001-1007",
    2022: "0101-0103 0131-0206 0403-0405 0430-0504 0603-0605 0910-0912 1001-1007 1231", 2023: "0101-0102 0121-0127 0405 0429-0503 0622-0624 0929-1006",
    2024: "0101 0210-0217 0404-0406 0501-0505 0610 0915-0917 1001-1007", 2025: "0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008",
    2026: "0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007",
}
WORKED = {
    2020: "0119 0426 0509 0628 0927 1010", 2021: "0207 0220 0425 0508 0918 0926 1009", 2022: "0129 0130 0402 0424 0507 1008 1009",
    2023: "0128 0129 0423 0506 0625 1007 1008", 2024: "0204 0218 0407 0428 0511 0914 0929 1012", 2025: "0126 0208 0427 0928 1011",
    2026: "0104 0214 0228 0509 0920 1010",
}
DAY = timedelta(days=1)
off, worked = set(), set()


def on(year, text):
    return date(year, int(text[:2]), int(text[2:]))


for year, spans in OFF.items():
    for span in spans.split():
        first, _, last = span.partition("-")
        day = on(year, first)
        while day <= on(year, last or first):
            off.add(day)
            day += DAY
for year, days in WORKED.items():
    worked |= {on(year, d) for d in days.split()}


def works(day):
    return day in worked or day not in off and day.weekday() < 5


def add(day, count, unit):
    if unit == "m":
        month = day.month - 1 + count
        year, month = day.year + month // 12, month % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    while count:
        day += DAY
        if unit == "d" or works(day):
            count -= 1
    return day


def roll(day):
    while not works(day):
        day += DAY
    return day


def notice(event, count, unit):
    day = event
    while add(day, count, unit) > event:
        day -= DAY
    return day


def between(first, last):
    return sum(works(first + DAY * (i + 1)) for i in range((last - first).days))


# Every edge of a holiday, the days around it, and an ordinary day of each month.
edges = set()
for year, spans in OFF.items():
    for span in spans.split():
        first, _, last = span.partition("-")
        edges |= {on(year, first) - DAY, on(year, last or first)}
edges |= worked | {date(y, m, 15) for y in range(2020, 2027) for m in (3, 11)} | {date(y, m, monthrange(y, m)[1]) for y in range(2020, 2027) for m in (1, 2)}
edges = sorted(d for d in edges if date(2020, 3, 1) <= d <= date(2026, 10, 10))
counts = [(5, "d"), (3, "w"), (20, "d"), (5, "w"), (10, "d"), (1, "m"), (1, "w"), (3, "m")]
print("# Written by fixtures.py, which counts day by day. Do not edit.")
for i, d in enumerate(edges):
    for k in range(2):
        count, unit = counts[(i + 3 * k) % len(counts)]
        print("add", d, count, unit, "=", add(d, count, unit))
    count, unit = counts[(i + 5) % len(counts)]
    print("notice", d, count, unit, "=", notice(d, count, unit))
    print("roll", d, "=", roll(d))
    if i:
        print("between", edges[i - 1], d, "=", between(edges[i - 1], d))

"""big_log.py FILE [SIZE] : write a log in Apache's combined format, always the same one, of about SIZE bytes.

It stands in for a real log where none is given: addresses, pages, referers and browsers come as often as on a site of
some size, lines are as long as real ones (237 bytes on average), and codes come in the proportions of a real log.
"""

from __future__ import annotations

import random
import sys
from itertools import accumulate
from pathlib import Path

from mix import MIX

SIZE = 237_000_000
SEED = 9112

BROWSERS = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
    "Mozilla/5.0 (compatible; examplebot/2.1; +http://www.example.com/bot.html)",
    "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0; SLCC2; .NET CLR 2.0.50727; Media Center PC 6.0)",
    'Reader \\"daily\\"/1.0 (+https://reader.example/; 17 subscribers)',
    "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.5414.120 Safari/537.36",
    "-",
]
WORDS = [
    "news",
    "about",
    "images",
    "style",
    "scripts",
    "archive",
    "projects",
    "blog",
    "search",
    "feed",
    "download",
    "static",
    "media",
    "docs",
    "help",
]
ENDINGS = [".html", ".png", ".css", ".js", ".jpg", "/", "/?page=2", ".xml", ".pdf"]
METHODS = ["GET"] * 30 + ["HEAD", "POST"]


def page(pick: random.Random) -> str:
    return "/" + "/".join(pick.choices(WORDS, k=pick.randint(1, 8))) + pick.choice(ENDINGS)


def lines(pick: random.Random, count: int) -> list[str]:
    pages = [page(pick) for _ in range(2000)]
    referers = ["-"] * 200 + [f"https://www.example.{top}{each}" for top in ("org", "com") for each in pages[:500]]
    visitors = [".".join(str(pick.randint(1, 254)) for _ in range(4)) for _ in range(3000)]
    weights = list(accumulate(MIX.values()))
    codes = pick.choices(list(MIX), cum_weights=weights, k=count)
    made = []
    for second, code in enumerate(codes):
        day, rest = divmod(second // 20, 86400)
        moment = f"{day % 28 + 1:02}/May/2024:{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02} +0000"
        size = pick.randint(200, 250_000) if code != 304 else "-"
        request = f"{pick.choice(METHODS)} {pick.choice(pages)} HTTP/1.1"
        origin = f'"{pick.choice(referers)}" "{pick.choice(BROWSERS)}"'
        made.append(f'{pick.choice(visitors)} - - [{moment}] "{request}" {code} {size} {origin}\n')
    return made


def main(path: Path, size: int) -> None:
    pick = random.Random(SEED)
    written = 0
    with path.open("w", encoding="ascii") as file:
        while written < size:
            text = "".join(lines(pick, 10_000))
            written += file.write(text)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) == 3 else SIZE)

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Evidence files of the demonstration data, made when they are needed."""

from io import BytesIO

from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


def make_file(random, title, lines):
    """Return name and content of a small file that shows what was done.

    :param random: generator that chooses the kind of file
    :param str title: of the entry
    :param list lines: of text, what the file says
    :return: (name, bytes)
    """
    kind, make = random.choice(
        (
            ("pdf", make_pdf),
            ("pdf", make_pdf),
            ("png", make_picture),
            ("txt", make_text),
        )
    )
    name = "".join(letter for letter in title if letter.isalnum() or letter in " -")
    return f"{name[:60].strip()}.{kind}", make(random, title, lines)


def make_text(random, title, lines):
    """Return a list in plain text."""
    return "\n".join([title, "=" * len(title), "", *lines, ""]).encode()


def make_pdf(random, title, lines):
    """Return a report of one page."""
    file = BytesIO()
    page = Canvas(file, pagesize=A4, invariant=1)
    page.setTitle(title)
    page.setFont("Helvetica-Bold", 14)
    page.drawString(60, 770, title[:70])
    page.setFont("Helvetica", 11)
    for number, line in enumerate(lines):
        page.drawString(60, 735 - 18 * number, line[:90])
    page.line(60, 120, 240, 120)
    page.drawString(60, 104, "Contoh dokumen, bukan dokumen resmi")
    page.save()
    return file.getvalue()


def make_picture(random, title, lines):
    """Return a picture: bars of a chart under a title."""
    image = Image.new("RGB", (640, 400), "#f7f7fb")
    pen = ImageDraw.Draw(image)
    pen.text((24, 18), title[:90], fill="#1f2937")
    for number in range(6):
        left, height = 40 + 98 * number, random.randint(60, 260)
        pen.rectangle((left, 340 - height, left + 62, 340), fill="#714b67")
    pen.line((24, 341, 616, 341), fill="#1f2937", width=2)
    pen.text((24, 362), lines[0][:90], fill="#374151")
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()

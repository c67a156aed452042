"""What WeasyPrint leaves to do for PDF/UA beside PDF/A: metadata, list items, table headers."""

from __future__ import annotations

from typing import Any

import pydyf  # type: ignore[import-untyped]

from kamroles.diagnostics import Problems, error

# PDF/A allows properties of other standards only when the file itself describes them.
_UA_METADATA = b"""\
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>\
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
_METADATA_END = b"</rdf:RDF>"


def finish(_document: object, pdf: Any) -> None:
    """Mend the file right before it is written."""
    _claim_accessibility(pdf)
    for element in tuple(pdf.objects):
        kind = element.get("S") if isinstance(element, dict) else None
        if kind == "/LI":
            _gather_body(pdf, element)
        elif kind == "/TH":
            row = _target(pdf, element["P"])
            in_head = _target(pdf, row["P"])["S"] == "/THead"
            element["A"]["Scope"] = "/Column" if in_head else "/Row"


def _claim_accessibility(pdf: Any) -> None:
    """Say in the metadata that the file is PDF/UA too; the engine states one standard only."""
    stream = _target(pdf, pdf.catalog["Metadata"]).stream
    if stream[0].count(_METADATA_END) != 1:
        message = "The PDF engine wrote metadata of a kind that is not known here."
        hint = "Use a version of WeasyPrint that this version of kamroles was tested with."
        raise Problems([error("KR405", message, hint=hint)])
    stream[0] = stream[0].replace(_METADATA_END, _UA_METADATA + _METADATA_END)


def _gather_body(pdf: Any, item: Any) -> None:
    """Put everything of a list item but its label into its body, as PDF/UA asks."""
    kids = [(reference, _target(pdf, reference)) for reference in item["K"]]
    loose = [pair for pair in kids if pair[1]["S"] not in ("/Lbl", "/LBody")]
    if not loose:
        return
    bodies = [pair for pair in kids if pair[1]["S"] == "/LBody"]
    if not bodies:
        body = pydyf.Dictionary(
            {"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array([]), "Pg": item["Pg"]}
        )
        body["P"] = item.reference
        pdf.add_object(body)
        bodies = [(body.reference, body)]
    for reference, element in loose:
        element["P"] = bodies[-1][0]
        bodies[-1][1]["K"].append(reference)
    labels = [pair for pair in kids if pair[1]["S"] == "/Lbl"]
    item["K"] = pydyf.Array(reference for reference, _ in (*labels, *bodies))


def _target(pdf: Any, reference: Any) -> Any:
    """Return the object that a reference such as ``12 0 R`` names."""
    return pdf.objects[int(reference.split()[0])]

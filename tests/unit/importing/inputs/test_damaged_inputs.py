"""Documents damaged at random: each gives drafts or diagnostics."""

from documents import SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.diagnostics import Diagnostic
from site_builder.importing import reading
from site_builder.importing.inputs import opening
from site_builder.importing.recognising.names import Names


@settings(max_examples=150)
@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=8)), max_size=6),
    st.floats(0, 1),
    st.sampled_from(["a.html", "a.eml", "a.xml", "a.warc.gz", "a.wacz", "a.pdf", "a", "a.json"]),
)
def test_a_damaged_document_gives_drafts_or_diagnostics_and_never_an_exception(sample, wounds, kept, name):
    data = bytearray(sample[: int(len(sample) * (0.3 + 0.7 * kept))])
    for place, wound in wounds:
        at = int(place * len(data))
        data[at : at + len(wound)] = wound
    for one in opening.held(name, bytes(data)):
        if not isinstance(one, Diagnostic):
            read = reading.read(Names(), one)
            assert read.fault is None or read.fault.code != "extraction-failed", read.fault

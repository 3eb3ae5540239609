"""`scaffold.write`: a new project that is sound, and never a file lost."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from site_builder import scaffold
from site_builder.content.parse import parse
from site_builder.model import Entry, Record, Region, Site, Source, StandingPage

# ISO 3166-1, alpha-2: the 249 officially assigned codes.
ISO_3166 = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
    BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK
    FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR
    IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK
    ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
    PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF
    TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split()  # noqa: SIM905 - a list of 249 literals cannot be read
)
UNASSIGNED = {"XK"}  # Kosovo: ISO has assigned no code, this user-assigned one is what its readers look for


@pytest.fixture
def project(tmp_path: Path) -> Path:
    scaffold.write(tmp_path / "new")
    return tmp_path / "new"


def records(project: Path) -> dict[str, Record]:
    """Parse the whole project and insist that nothing in it is wrong or dangling."""
    found, targets = {}, set()
    for file in sorted((project / "content").rglob("*.*")):
        path = file.relative_to(project).as_posix()
        parsed = parse(path, file.read_bytes())
        assert parsed.diagnostics == (), path
        assert parsed.record is not None, path
        found[parsed.record.key] = parsed.record
        targets |= {mention.target for mention in parsed.mentions}
    assert targets <= set(found)
    return found


def regions(project: Path) -> dict[str, Region]:
    return {r.slug: r for r in records(project).values() if isinstance(r, Region)}


def test_a_new_project_parses_without_a_finding_and_has_one_of_each(project):
    kinds = [type(record) for record in records(project).values()]
    expected = {Site: 1, Source: 1, StandingPage: 1, Entry: 2, Region: 22}
    assert {kind: kinds.count(kind) for kind in kinds} == expected


def test_the_paths_written_are_reported(tmp_path):
    written = scaffold.write(tmp_path)
    assert written == sorted(f.relative_to(tmp_path).as_posix() for f in tmp_path.rglob("*") if f.is_file())
    assert {".gitignore", "README.md", "content/site.yaml"} <= set(written)


def test_unrelated_files_are_left_alone(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content/notes.txt").write_text("mine")
    scaffold.write(tmp_path)
    assert (tmp_path / "content/notes.txt").read_text() == "mine"


def test_everything_in_the_way_is_named_and_nothing_is_written(tmp_path):
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / ".gitignore").symlink_to(tmp_path / "nowhere")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/regions").write_text("a file where a folder has to be")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(FileExistsError) as caught:
        scaffold.write(tmp_path)
    assert str(caught.value) == "in the way: .gitignore, README.md, content/regions"
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "README.md").read_text() == "mine"


def test_a_linked_folder_is_not_written_through(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "new").mkdir()
    (tmp_path / "new/content").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError, match=r"content$"):
        scaffold.write(tmp_path / "new")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_cannot_become_a_project(tmp_path):
    (tmp_path / "new").write_text("mine")
    with pytest.raises(FileExistsError, match="new"):
        scaffold.write(tmp_path / "new")


def test_writing_twice_is_refused(project):
    with pytest.raises(FileExistsError, match=r"in the way: content/site\.yaml, .* and \d+ more"):
        scaffold.write(project)


def test_every_country_stands_in_exactly_one_region_and_that_region_is_a_leaf(project):
    tree = regions(project)
    listed = [code for region in tree.values() for code in region.countries]
    assert sorted(listed) == sorted(ISO_3166 | UNASSIGNED)
    assert not {region.parent for region in tree.values()} & {s for s, r in tree.items() if r.countries}


def test_the_tree_has_its_roots_and_no_region_hangs_below_itself(project):
    tree = regions(project)
    roots = {slug for slug, region in tree.items() if not region.parent}
    assert roots == {
        "americas", "asia", "europe", "middle-east-and-north-africa", "oceania", "sub-saharan-africa", "world",
    }  # fmt: skip
    assert {tree[slug].parent for slug in set(tree) - roots} <= roots  # so the tree is two levels deep


def test_no_name_alias_or_code_means_two_regions(project):
    tree = regions(project).values()
    names = [name.casefold() for region in tree for name in (region.name, *region.aliases)]
    codes = [region.m49 for region in tree if region.m49]
    assert len(set(names)) == len(names)
    assert len(set(codes)) == len(codes)
    assert {"mena", "middle east", "north africa", "middle east and north africa"} <= set(names)


def test_every_region_has_an_introduction_of_one_or_two_sentences(project):
    sentences = {slug: region.introduction.count(".") for slug, region in regions(project).items()}
    assert {slug: count for slug, count in sentences.items() if count not in {1, 2}} == {}


def test_the_wheel_ships_every_file(tmp_path):
    package = Path(scaffold.__file__).parents[1]
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=package.parent, check=True, capture_output=True)
    shipped = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    ours = {file.relative_to(package) for file in scaffold.FILES.rglob("*") if file.is_file()}
    assert {f"site_builder/{file.as_posix()}" for file in ours} <= set(shipped)

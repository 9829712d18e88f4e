"""The PyPI package that carries libphonenumber's metadata, of one version."""

import importlib
import subprocess
import sys
from pathlib import Path

VERSION = "9.0.43"
FOLDER = Path(__file__).resolve().parents[3] / ".build" / "phonenumbers"


def installed():
    """The package; None when this version is neither installed nor fetched."""
    if str(FOLDER) not in sys.path:
        sys.path.insert(0, str(FOLDER))
    try:
        import phonenumbers
    except ImportError:
        importlib.invalidate_caches()
        return None
    return phonenumbers if phonenumbers.__version__ == VERSION else None


def fetch():
    """Installs the package into .build, where nothing else finds it, unless it is there."""
    if not (FOLDER / f"phonenumbers-{VERSION}.dist-info").exists():
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--upgrade", "--target",
                        FOLDER, "--disable-pip-version-check", f"phonenumbers=={VERSION}"], check=True)


def library(fetches):
    """The package with the rules that we replace; LookupError when it is not there."""
    from numbertables import tables

    if fetches and installed() is None:
        fetch()
    phonenumbers = installed()
    if phonenumbers is None:
        raise LookupError(f"this needs the package: pip install phonenumbers=={VERSION}, or --fetch")
    phonenumbers.re_util.enable_pattern_cache()
    for region, (prefix, transform) in tables.NATIONAL_PREFIXES.items():
        metadata = phonenumbers.PhoneMetadata.metadata_for_region(region)
        metadata._mutable = True
        metadata.national_prefix_for_parsing, metadata.national_prefix_transform_rule = prefix, transform
    return phonenumbers

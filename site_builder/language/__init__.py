"""Language: what the site says to its readers, in the language of its settings.

Every message stands in the sources in English and is looked up in catalogues (gettext): those of the project
(`templates/locale/LANG.po`), then the one that ships with us (`site_builder/locale/`), then English itself.
"""

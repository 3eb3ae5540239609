"""Fields of a page: title, authors, days, description, site and language, each chosen among all that the page states."""

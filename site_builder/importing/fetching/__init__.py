"""Fetching: documents from the web, only from public addresses and only where robots.txt lets us."""

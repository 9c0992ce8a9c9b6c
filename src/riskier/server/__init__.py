"""The web server: Voilà's application with the kit's own pages and API in it."""

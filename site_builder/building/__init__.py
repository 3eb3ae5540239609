"""The stages of one build; `site_builder.build` puts them together."""

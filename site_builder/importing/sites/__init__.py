"""Sites: the posts of another static-site generator as entries; what has no place here is kept and named."""

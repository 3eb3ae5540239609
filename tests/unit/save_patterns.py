"""How editors save `a.md`: each leaves the text "new" in it by other system calls."""


def overwrite(path):
    path.write_text("new")


def rename_over(path):
    temporary = path.with_name(".a.md.tmp")
    temporary.write_text("new")
    temporary.replace(path)


def vim(path):
    """Vim with `backupcopy=no`: probe, move the file to the backup, write anew, delete the backup."""
    probe = path.with_name("4913")
    probe.write_text("")
    probe.unlink()
    swap = path.with_name(".a.md.swp")
    swap.write_text("swap")
    backup = path.with_name("a.md~")
    path.replace(backup)
    path.write_text("new")
    backup.unlink()
    swap.unlink()


def delete_and_create(path):
    path.unlink()
    path.write_text("new")


def emacs(path):
    lock = path.with_name(".#a.md")
    lock.symlink_to("editor@host.1")
    path.with_name("#a.md#").write_text("autosave")
    rename_over(path)
    path.with_name("#a.md#").unlink()
    lock.unlink()

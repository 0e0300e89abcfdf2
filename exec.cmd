@rem Windows has no exec; the scripts of package.json say it so that signals reach node itself on other systems.
@%*

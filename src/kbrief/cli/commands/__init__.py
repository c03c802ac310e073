"""The commands, grouped by what one wants to do. A module is imported when its command is named."""

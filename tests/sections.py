"""The sections of the statutory form, and the steps of its wizard."""

from tuiwizard.forms.editions import section_keys

SECTIONS = section_keys("2021")
STEPS = (*SECTIONS, "publish")

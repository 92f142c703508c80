# Written by kbtriage 1.0 (rules 5f0c1d2e3a4b5c6d), 2026-11-23.
# No cause was found, so there is nothing to fix.
Write-Host 'No cause was found, so there is nothing to fix.'
exit 1

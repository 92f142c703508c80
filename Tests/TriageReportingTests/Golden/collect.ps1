# Written by kbtriage 1.2.3.
#
# It only reads. It asks each question where its command is there and passes over the others: run it where you are
# signed in (a domain controller or a computer with the AD module, the sync server, on-premises Exchange, a
# PowerShell connected to the cloud), once in each place that you can reach, and send the files it writes.
#
#   .\collect.ps1 -Upn anna@contoso.example -Sam anna
#
# The answers are text, as a console shows them. Read the file before you send it: it holds names, addresses and
# settings of this person and of the organisation, no passwords and no pictures.
[CmdletBinding()]
param(
    # The user principal name of the user: anna@contoso.example.
    [string] $Upn = 'o''brien@contoso.example',
    # The account name of the user in Active Directory (sAMAccountName): anna.
    [string] $Sam = 'obrien',
    # The id of the user in the cloud.
    [string] $Id = '',
    # Where the answers go; an existing file is not overwritten.
    [string] $Output = ''
)
$ErrorActionPreference = 'Continue'
$ProgressPreference = 'SilentlyContinue'
# One look of errors and no colours in every version.
$ErrorView = 'NormalView'
if (Test-Path variable:PSStyle) { $PSStyle.OutputRendering = 'PlainText' }
if (-not $Output) {
    $Output = Join-Path (Get-Location).Path ('kbtriage-{0}-{1}.txt' -f $env:COMPUTERNAME, (Get-Date -Format 'yyyyMMdd-HHmmss'))
}
if (Test-Path -LiteralPath $Output) { throw ('{0} is there already.' -f $Output) }

$Values = [ordered]@{ Upn = $Upn; Sam = $Sam; Id = $Id }

$Questions = @(
    @{ Id = 'first'; Where = 'a server'
       Needs = 'Get-Thing'; Wants = @('Sam')
       Prompt = 'PS>'
       Ask = { (Get-Thing $Sam).Size } }
    @{ Id = 'second'; Where = 'the cloud'
       Needs = 'Get-Other'; Wants = @('Upn')
       Prompt = 'PS>'
       Ask = { Get-Other $Upn | fl } }
    @{ Id = 'second'; Where = 'elsewhere'
       Needs = 'Get-Third'; Wants = @('Id')
       Prompt = '[PS] C:\>'
       Ask = { Get-Third $Id } }
)

# A value within quotes; PowerShell takes typographic quotes for quotes as well.
function Format-Value([string] $Value) { "'" + ($Value -replace '[\u0027\u2018-\u201B]', '$0$0') + "'" }

# Out-String ends lines where the console would; this is wider than any line there is.
function Get-Answer([scriptblock] $Ask) {
    try { (& $Ask 2>&1 | Out-String -Width 4096) } catch { ($_ | Out-String -Width 4096) }
}

$parts = New-Object System.Collections.Generic.List[string]
$notHere = New-Object System.Collections.Generic.List[string]
$asked = 0
foreach ($question in $Questions) {
    if (-not (Get-Command -Name $question.Needs -ErrorAction SilentlyContinue)) {
        if (-not $notHere.Contains($question.Where)) { $notHere.Add($question.Where) }
        continue
    }
    $missing = @($question.Wants | Where-Object { -not $Values[$_] })
    if ($missing.Count -gt 0) {
        Write-Warning ('{0} is not asked: give -{1}.' -f $question.Id, ($missing -join ' and -'))
        continue
    }
    # The command as it would be typed, with the values in it.
    $shown = $question.Ask.ToString().Trim()
    foreach ($name in $question.Wants) { $shown = $shown.Replace('$' + $name, (Format-Value $Values[$name])) }
    Write-Host ('{0}, {1}' -f $question.Id, $question.Where)
    $answer = Get-Answer $question.Ask
    $parts.Add($question.Prompt + ' ' + $shown)
    $parts.Add(($answer -replace '[ \t]+(?=\r?\n)', '').Trim([char[]] "`r`n"))
    $parts.Add('')
    $asked++
}
if ($asked -eq 0) { throw 'Nothing could be asked here: none of the commands is there, or no user was named.' }
$text = ($parts -join [Environment]::NewLine) + [Environment]::NewLine
[IO.File]::WriteAllText($Output, $text, (New-Object System.Text.UTF8Encoding $true))
Write-Host ''
Write-Host ('{0} answers are in {1}' -f $asked, $Output)
if ($notHere.Count -gt 0) { Write-Host ('Not asked here, run it there as well: {0}' -f ($notHere -join ', ')) }

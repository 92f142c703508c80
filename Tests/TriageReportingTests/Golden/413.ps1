# Fix for RC22: Set-UserPhoto for another user went through the PSWS proxy. For
# jonas.brandt@contoso.example. High confidence.
# Written by kbtriage 1.0 (rules 5f0c1d2e3a4b5c6d) with the steps that hold on 2026-11-23.
#
# It changes nothing until you say -Apply, and then asks before every change (-Confirm:$false stops the asking).
# Read it before you run it. A step that cannot be done where the script runs is skipped, and it says where to.
#
#   .\fix.ps1 -File .\new.jpg             shows what it would do
#   .\fix.ps1 -File .\new.jpg -Apply      does it
#   .\fix.ps1 -Folder .\new -Apply        for several people: one file each, named after them
#   .\fix.ps1 -Way B -Apply               the other way, where there is a choice
#   .\fix.ps1 -Only 2,3 -Apply            these steps alone
#
# What is replaced is saved first, in -BackupFolder, together with the way back.
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    # The new file, for one person.
    [string] $File = '',
    # A folder with one file a person, named after what identifies them.
    [string] $Folder = '',
    # Where what is replaced is saved.
    [string] $BackupFolder = (Join-Path (Get-Location -PSProvider FileSystem).Path 'kbtriage-backup'),
    # Numbers of the steps to do; all of the ways taken when none is given.
    [int[]] $Only = @(),
    # Letters of the ways to take where there is a choice; the first of each when none is given.
    [string[]] $Way = @(),
    # Do it. Without this nothing is changed.
    [switch] $Apply,
    # Also do what is against a cause that the evidence does not prove.
    [switch] $Unproven,
    # Go on where there is nothing to save, or where it cannot be saved. There is no way back then.
    [switch] $WithoutBackup
)
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
if (-not $Apply) { $WhatIfPreference = $true }

# Whom it is for, by cause. What is empty was not in the evidence: fill it in where a step asks for
# it.
$People = @{
    1 = @(
        @{ Name = 'jonas.brandt@contoso.example'; Upn = 'jonas.brandt@contoso.example'; Sam = 'jonas.brandt'; Mail = ''; Id = '' }
    )
}

$Causes = @{
    1 = @{ Title = 'RC22, Set-UserPhoto for another user went through the PSWS proxy'; Sure = $true }
}

$Ways = @(
)

$Steps = @(
    @{
        Number = 1
        Id     = 'graph/connect'
        Cause  = 1
        Choice = 0
        Way    = ''
        What   = 'Sign in to Microsoft Graph with the right to change photos.'
        Where  = 'Graph PowerShell'
        Needs  = @()
        Once   = $true
        Writes = $false
        Check  = { [bool](Get-Command Connect-Cloud) }
        Change = { Connect-Cloud -Scopes Some.Scope }
    }
    @{
        Number = 2
        Id     = 'graph/set-photo'
        Cause  = 1
        Choice = 0
        Way    = ''
        What   = 'Put the photo straight into the cloud.'
        Where  = 'Graph PowerShell'
        Needs  = @('Upn', 'File')
        Once   = $false
        Writes = $true
        Check  = { [bool](Get-Context) }
        Backup = { Get-Thing $Upn -OutFile $Backup }
        Change = { Set-Thing -UserId $Upn -InFile $File -Uri ('https://cloud.example/users/' + $Upn + '/$value') }
        Verify = { Get-Thing $Upn -OutFile ($After + '.bin') }
        Expect = 'The new one.'
        Undo   = { Set-Thing $Upn -InFile $Backup }
    }
    # 3. By hand (on-premises AD): Make the photo in AD smaller than 10,000 bytes.
)

# Whole paths: .NET looks for others in a folder of its own.
$BackupFolder = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($BackupFolder)

$names = @($People.Values | ForEach-Object { $_ } | ForEach-Object { $_.Name } | Sort-Object -Unique)
if ($names.Count -gt 1 -and $File) {
    throw 'One file for several people: give a folder with -Folder instead.'
}

# A value within quotes; PowerShell takes typographic quotes for quotes as well.
function Format-Value([string] $Value) { "'" + ($Value -replace '[\u0027\u2018-\u201B]', '$0$0') + "'" }

# Commands of imported sessions do not obey $ErrorActionPreference: what they write as an error ends a step, too.
filter Stop-AtError { if ($_ -is [System.Management.Automation.ErrorRecord]) { throw $_ } else { $_ } }

# The file of a person: the one given, or the one in the folder that is named after them.
function Find-File($Person) {
    if ($script:File) { return (Resolve-Path -LiteralPath $script:File).ProviderPath }
    if (-not $script:Folder) { return '' }
    foreach ($key in 'Upn', 'Sam', 'Mail', 'Id') {
        $name = [string] $Person[$key]
        if (-not $name -or $name -match '[\\/:*?"<>|]') { continue }
        foreach ($ending in '.jpg', '.jpeg', '.png') {
            $path = Join-Path $script:Folder ($name + $ending)
            if (Test-Path -LiteralPath $path -PathType Leaf) { return (Resolve-Path -LiteralPath $path).ProviderPath }
        }
    }
    return ''
}

# Of several ways one is enough.
$taken = @{}
foreach ($one in $Ways) { if ($one.First) { $taken[$one.Choice] = $one.Letter } }
foreach ($letter in $Way) {
    $found = @($Ways | Where-Object { $_.Letter -eq $letter })
    if ($found.Count -eq 0) { throw ('There is no way {0} to choose.' -f $letter) }
    $taken[$found[0].Choice] = $found[0].Letter
}
foreach ($one in $Ways) {
    $is = if ($taken[$one.Choice] -eq $one.Letter) { 'taken' } else { 'not taken' }
    Write-Host ('Way {0}, {1}: {2}' -f $one.Letter, $one.Words, $is)
}

$stamp = Get-Date -Format 'yyyyMMdd-HHmmss'
$cause = 0
$done = @{}
$failed = New-Object System.Collections.Generic.List[string]
$left = New-Object System.Collections.Generic.List[string]
foreach ($item in $Steps) {
    if ($Only.Count -gt 0) {
        if ($Only -notcontains $item.Number) { continue }
    } elseif ($item.Choice -gt 0 -and $taken[$item.Choice] -ne $item.Way) {
        continue
    }
    if ($item.Cause -ne $cause) {
        $cause = $item.Cause
        Write-Host ''
        Write-Host ('Cause {0}: {1}' -f $cause, $Causes[$cause].Title)
        if (-not $Causes[$cause].Sure) { Write-Warning 'The evidence does not prove this cause.' }
    }
    if ($Apply -and -not $Causes[$cause].Sure -and -not $Unproven) {
        Write-Host ('  step {0} passed over: -Unproven does it.' -f $item.Number)
        $left.Add(('step {0}, {1}: passed over, -Unproven does it.' -f $item.Number, $item.Where))
        continue
    }
    Write-Host ''
    Write-Host ('Step {0}, {1}: {2}' -f $item.Number, $item.Where, $item.What)
    $isDone = $false
    foreach ($person in $People[$item.Cause]) {
        if ($item.Once -and $isDone) { break }
        $Name = $person.Name; $Upn = $person.Upn; $Sam = $person.Sam; $Mail = $person.Mail; $Id = $person.Id
        $values = @{ Upn = $Upn; Sam = $Sam; Mail = $Mail; Id = $Id; File = (Find-File $person) }
        $personFile = $values.File
        $missing = @($item.Needs | Where-Object { -not $values[$_] })
        if ($missing.Count -gt 0) {
            Write-Warning ('{0}: {1} is not known. Fill it in above, or give -File or -Folder.' -f $Name, ($missing -join ', '))
            $left.Add(('step {0}, {1}: {2} is not known for {3}.' -f $item.Number, $item.Where, ($missing -join ', '), $Name))
            continue
        }
        # A scope of its own: $File is the file of this person here.
        & {
            $File = $personFile
            $Backup = Join-Path $BackupFolder ('{0}-{1}-step{2}' -f ($Name -replace '[^A-Za-z0-9._@-]', '_'), $stamp, $item.Number)
            $After = $Backup + '-after'
            # Two causes may need the same step; once is enough.
            $key = '{0} {1}' -f $item.Id, $(if ($item.Once) { '' } else { $Name })
            if ($done.ContainsKey($key)) {
                Write-Host ('  {0}: the same as step {1} above.' -f $Name, $done[$key])
                return
            }
            $isHere = $false
            $why = 'It cannot be done here.'
            try { $isHere = [bool] (& $item.Check 2>&1 | Stop-AtError) } catch { $why = $_.Exception.Message }
            if (-not $isHere) {
                Write-Host ('  {0}: not done. {1} Its place: {2}.' -f $Name, $why, $item.Where)
                $left.Add(('step {0}, {1}: {2}' -f $item.Number, $item.Where, $why))
                return
            }
            $done[$key] = $item.Number
            Write-Host ('  {0}' -f $item.Change.ToString().Trim())
            if ($item.Writes -and -not $item.ContainsKey('Undo')) { Write-Host '  This step has no way back.' }
            $target = if ($item.Once) { $item.Where } else { $Name }
            if ($item.Writes -and -not $PSCmdlet.ShouldProcess($target, $item.What)) { return }
            if ($WhatIfPreference) { return }
            $isSaved = $false
            if ($item.ContainsKey('Backup')) {
                $null = New-Item -ItemType Directory -Force -Path $BackupFolder
                try {
                    & $item.Backup 2>&1 | Stop-AtError | Out-Null
                    $isSaved = Test-Path -LiteralPath $Backup
                } catch { Write-Warning $_.Exception.Message }
                if ($isSaved) {
                    Write-Host ('  saved: {0}' -f $Backup)
                } elseif ($WithoutBackup) {
                    Write-Warning ('{0}: nothing was saved, so there is no way back from this step.' -f $Name)
                } else {
                    Write-Warning 'There is nothing to save, or it could not be saved. Nothing was changed. -WithoutBackup goes on, without a way back.'
                    $left.Add(('step {0}, {1}: nothing was saved for {2}, and nothing changed.' -f $item.Number, $item.Where, $Name))
                    return
                }
            }
            # The way back is written before anything is changed.
            $back = ''
            if ($item.ContainsKey('Undo') -and $isSaved) {
                $back = @(
                    foreach ($hole in 'Upn', 'Sam', 'Mail', 'Id') { '${0} = {1}' -f $hole, (Format-Value $values[$hole]) }
                    '$Backup = {0}' -f (Format-Value $Backup)
                    $item.Undo.ToString().Trim()
                ) -join [Environment]::NewLine
                Set-Content -LiteralPath ($Backup + '-undo.ps1') -Value $back -Encoding Unicode
            }
            try {
                & $item.Change 2>&1 | Stop-AtError | Out-Host
                if ($item.ContainsKey('Verify')) {
                    Write-Host ('  check, expect: {0}' -f $item.Expect)
                    try { & $item.Verify 2>&1 | Stop-AtError | Out-Host } catch { Write-Warning $_.Exception.Message }
                }
            } catch {
                Write-Warning ('{0}: step {1} failed: {2}' -f $Name, $item.Number, $_.Exception.Message)
                $failed.Add($Name)
            }
            if ($back) {
                Write-Host ('  the way back ({0}-undo.ps1):' -f $Backup)
                Write-Host $back
            }
        }
        $isDone = $true
    }
}
if ($left.Count -gt 0) {
    Write-Host ''
    Write-Host 'Still to be done:'
    foreach ($line in @($left | Select-Object -Unique)) { Write-Host ('  {0}' -f $line) }
}
if (-not $Apply) {
    Write-Host ''
    Write-Host 'Nothing was changed. -Apply does what is shown above.'
}
if ($failed.Count -gt 0) {
    Write-Warning ('Failed for: {0}' -f (@($failed | Sort-Object -Unique) -join ', '))
    exit 1
}

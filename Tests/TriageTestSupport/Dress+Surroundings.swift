/// A text amid things that have nothing to do with it: prose, another product's error, a table.
func surround(_ text: TextLines) -> TextLines {
    let before = """
        Notes of the morning shift, left here for the next one.
        The printer on the second floor was out of toner on Tuesday, that is settled.

        PS C:\\> Get-Service -Name Spooler2
        Get-Service : Cannot find any service with service name 'Spooler2'.
        At line:1 char:1
        + Get-Service -Name Spooler2
        + ~~~~~~~~~~~~~~~~~~~~~~~~~~
            + CategoryInfo          : ObjectNotFound: (Spooler2:String) [Get-Service], ServiceCommandException
            + FullyQualifiedErrorId : NoServiceFoundForGivenName,Microsoft.PowerShell.Commands.GetServiceCommand

        Status   Name               DisplayName
        ------   ----               -----------
        Running  Dnscache           DNS Client
        Stopped  Spooler            Print Spooler

        Now to what came in:

        """
    let after = """

        That was all of it. The rest is only the list of the disks, as every evening:

        Name           Used (GB)     Free (GB) Provider
        ----           ---------     --------- --------
        C                  88.41        149.52 FileSystem
        D                 310.07        689.92 FileSystem

        Good night.

        """
    return TextLines(
        lines: TextLines(before).lines + (text.lines.last == "" ? Array(text.lines.dropLast()) : text.lines)
            + TextLines(after).lines)
}

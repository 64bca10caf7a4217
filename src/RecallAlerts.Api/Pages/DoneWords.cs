namespace RecallAlerts.Api.Pages;

/// <summary>What became of a form, told on the page that follows it: a name in its address, never words.</summary>
internal static class DoneWords
{
    public static string? Of(string? name) => name switch
    {
        "acknowledge" => "Acknowledged. It stays here until the fact that it waits for is recorded.",
        "snooze" => "Snoozed. Nobody is told before the time that you gave.",
        "dismiss" => "Dismissed. It comes back only if it becomes urgent.",
        "undo" => "Taken back.",
        "reassign" => "Reassigned. The new owner is told.",
        "absence" => "Entered. From its first day on, what is meant for them goes to who covers.",
        "absence-ended" => "Ended. They get what is meant for them again.",
        "answer" => "Your answer is kept beside the classifier's. The narrative has served and is deleted.",
        "try-now" => "It is tried again at once. What becomes of it is seen here.",
        "ask-now" => "The details of all that wait for them are asked for at once. What is found is gone from here.",
        "export-cancelled" => "Gone. Nothing of the export is kept.",
        "unchanged" => "It was so already; nothing has changed.",
        _ => null,
    };
}

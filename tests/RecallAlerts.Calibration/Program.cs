using RecallAlerts.Calibration;

// fit: fits the scorecard on the development narratives and writes it, with the known words, beside the lexicon.
// writers: how good answers are to narratives of a writer whom the fit has not seen, for each writer in turn.
// held-out: how good the answers of the shipped classifier are on the held-out narratives.
var root = Root.Find();
return args switch
{
    ["fit"] => FitCommand.Run(root),
    ["writers"] => WritersCommand.Run(root, null),
    ["writers", var errors] => WritersCommand.Run(root, errors),
    ["held-out", ..] => HeldOutCommand.Run(root, args.ElementAtOrDefault(1)),
    _ => Root.Usage(),
};

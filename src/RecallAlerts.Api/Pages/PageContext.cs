using RecallAlerts.Api.Access;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Api.Pages;

/// <summary>What every part of a page may need.</summary>
/// <param name="Caller">Who looks.</param>
/// <param name="FormToken">What each form sends back.</param>
/// <param name="FormTokenField">In which field.</param>
/// <param name="Path">The path and query of the page.</param>
/// <param name="Route">The route of the page.</param>
/// <param name="Now">Now, UTC.</param>
/// <param name="IsDevelopment">Whether personas stand in for people.</param>
public sealed record PageContext(Caller Caller, string FormToken, string FormTokenField, string Path, PageRoute Route, Instant Now, bool IsDevelopment);

namespace RecallAlerts.Pages.Tests.Browsing;

/// <summary>All browser tests share one server and one browser, and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PagesCollection : ICollectionFixture<Demo>, ICollectionFixture<Chromium>
{
    public const string Name = "pages";
}

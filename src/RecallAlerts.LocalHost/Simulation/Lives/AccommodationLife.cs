using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.LocalHost.Simulation.Lives;

/// <summary>
/// Where the person lives: the first night, then either a move up within four months (the published 51 %), or placements that
/// run out, tenancies that are lost and beds that are not found. Rates without a source are defaults of this project.
/// </summary>
internal sealed class AccommodationLife(Life life)
{
    private readonly Dice _dice = life.Dice;
    private readonly ReleaseProfile _profile = life.Profile;
    private DateOnly? _endsOn;
    private Instant _until = life.End;

    public static void Live(Life life) => new AccommodationLife(life).Live();

    private void Live()
    {
        FirstNightOf();
        var story = _profile.Recall?.Story;
        if (story is RecallStory.PlacementEnded or RecallStory.AskedToLeave) _until = life.BeforeRecall(3, 12);
        var improves = _profile.FirstNight != FirstNight.Settled && story != RecallStory.NoAddress
            && _dice.Chance(PublishedRates.AccommodationImproved);
        if (improves) MoveUp();
        else if (_profile.FirstNight == FirstNight.Settled) PerhapsLoseHome();
        else if (_profile.FirstNight == FirstNight.Transient) PlacementRunsOut();
        if (_until < life.End) LoseAtLast();
    }

    private void FirstNightOf()
    {
        switch (_profile.FirstNight)
        {
            case FirstNight.Settled: Arrive(Addresses.OfSettled(_dice)); break;
            case FirstNight.Transient: Arrive(Addresses.OfTransient(_dice)); break;
            case FirstNight.Homeless: ArriveNowhere(); break;
            default: TurnUpLater(); break;
        }
    }

    /// <summary>An address is mostly agreed in custody and written down before the gate.</summary>
    private void Arrive(string code)
    {
        var at = _profile.ReleasedAt;
        if (_dice.Chance(0.12)) at = at.PlusHours(-24 * _dice.Between(1, 14));
        _endsOn = EndOf(code, _profile.ReleaseDate);
        life.Address = code;
        if (_dice.Chance(0.7)) life.RecordAt(at.PlusHours(-24 * _dice.Between(1, 20)), FactTypes.Accommodation, at, Data(code, _endsOn));
        else life.Record(FactTypes.Accommodation, at, Data(code, _endsOn));
    }

    private void ArriveNowhere()
    {
        var at = _profile.ReleasedAt;
        if (_dice.Chance(0.25))
        {
            // The bed that was promised is not there on the day.
            var bed = new DataField("code", Addresses.OfTransient(_dice));
            life.RecordAt(at.PlusHours(-24 * _dice.Between(2, 15)), FactTypes.Accommodation, at, bed);
            at = at.PlusHours(_dice.Between(1, 4));
        }

        life.LostAddressAt = at;
        Move(at, Addresses.OfHomeless(_dice));
    }

    private void TurnUpLater()
    {
        var at = life.OfficeTime(life.Day(_dice.Between(1, 6)));
        if (_profile.Recall?.Story == RecallStory.NoAddress)
        {
            at = life.OfficeTime(life.Day(1));
            life.LostAddressAt = at;
            Move(at, Addresses.RoughSleeping);
        }
        else if (_dice.Chance(0.8)) Move(at, Addresses.OfSofas(_dice));
    }

    /// <summary>One step up that lasts, not after the placement has run out.</summary>
    private void MoveUp()
    {
        var on = life.Day(_dice.Between(10, 120));
        if (_endsOn is { } end && on > end) on = end;
        var toHome = _profile.FirstNight == FirstNight.Transient || _dice.Chance(0.35);
        var code = toHome ? Addresses.OfSettled(_dice) : Addresses.OfSofas(_dice);
        if (_dice.Chance(0.6)) PlanMove(on, code);
        Move(life.OfficeTime(on), code);
    }

    private void PlanMove(DateOnly on, string code)
    {
        var day = on.AddDays(-_dice.Between(3, 24));
        var at = day > _profile.ReleaseDate ? life.OfficeTime(day) : _profile.ReleasedAt.PlusHours(2);
        life.Record(FactTypes.MoveOnPlanned, at, new("startsOn", Iso(on)), new("code", code));
    }

    private void PerhapsLoseHome()
    {
        var story = _profile.Recall?.Story;
        if (story is RecallStory.AskedToLeave || !_dice.Chance(0.10)) return;
        LoseAddress(life.OfficeTime(life.Day(_dice.Between(4, 120))));
        if (life.LostAddressAt is { } lost && _dice.Chance(0.7))
            Move(lost.PlusHours(24 * _dice.Between(2, 20)), _dice.Chance(0.5) ? Addresses.OfSofas(_dice) : Addresses.OfSettled(_dice));
    }

    private void PlacementRunsOut()
    {
        if (_endsOn is not { } end) return;
        var at = life.OfficeTime(end);
        if (at >= _until) return;
        switch (_dice.Next())
        {
            case < 0.25:
                var agreed = life.OfficeTime(end.AddDays(-_dice.Between(1, 6)));
                life.Record(FactTypes.Accommodation, agreed, Data(life.Address!, end.AddDays(28)));
                break;
            case < 0.60:
                var next = Addresses.OfSofas(_dice);
                if (_dice.Chance(0.6)) PlanMove(end, next);
                Move(at, next);
                break;
            default:
                if (_dice.Chance(0.4)) PlanFallsThrough(end);
                LoseAddress(at);
                break;
        }
    }

    private void PlanFallsThrough(DateOnly end)
    {
        PlanMove(end, Addresses.OfSettled(_dice));
        life.Record(FactTypes.MoveOnCancelled, life.OfficeTime(end.AddDays(-_dice.Between(1, 2))));
    }

    /// <summary>The loss that the recall will be told by: nothing was found before it and nothing comes after.</summary>
    private void LoseAtLast()
    {
        var at = _until;
        _until = life.End;
        LoseAddress(at);
    }

    /// <summary>Told of the ending first, and of the streets a day or so later.</summary>
    private void LoseAddress(Instant at)
    {
        if (at >= _until || life.Address is null || Addresses.IsHomeless(life.Address)) return;
        life.Record(FactTypes.AccommodationEnded, at);
        (life.Address, life.LostAddressAt) = (null, at);
        var reported = at.PlusHours(_dice.Between(2, 40));
        if (_dice.Chance(0.85) && reported < life.End) Move(reported, Addresses.OfHomeless(_dice));
    }

    private void Move(Instant at, string code)
    {
        if (at >= _until) return;
        if (!Addresses.IsHomeless(code)) life.LostAddressAt = null;
        life.Address = code;
        life.Record(FactTypes.Accommodation, at, Data(code, EndOf(code, LondonTime.Date(at))));
    }

    /// <summary>The end of a CAS3 stay is often not written down: the rule counts the nights itself.</summary>
    private DataField[] Data(string code, DateOnly? end)
    {
        var known = end is not null && !(code == Addresses.Cas3 && _dice.Chance(0.4));
        return known ? [new("code", code), new("expectedEndOn", Iso(end!.Value))] : [new("code", code)];
    }

    private DateOnly? EndOf(string code, DateOnly from) => Addresses.Nights(code, _dice) is { } nights ? from.AddDays(nights) : null;

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd");
}

package de.stadtkern.kernel.routing;

import com.graphhopper.reader.osm.RestrictionTagParser;
import com.graphhopper.routing.ev.BikeNetwork;
import com.graphhopper.routing.ev.BooleanEncodedValue;
import com.graphhopper.routing.ev.DecimalEncodedValue;
import com.graphhopper.routing.ev.EnumEncodedValue;
import com.graphhopper.routing.ev.FerrySpeed;
import com.graphhopper.routing.ev.Hgv;
import com.graphhopper.routing.ev.IntEncodedValue;
import com.graphhopper.routing.ev.IntEncodedValueImpl;
import com.graphhopper.routing.ev.MaxHeight;
import com.graphhopper.routing.ev.MaxWeight;
import com.graphhopper.routing.ev.MaxWidth;
import com.graphhopper.routing.ev.RoadAccess;
import com.graphhopper.routing.ev.RoadClass;
import com.graphhopper.routing.ev.Roundabout;
import com.graphhopper.routing.ev.RouteNetwork;
import com.graphhopper.routing.ev.Smoothness;
import com.graphhopper.routing.ev.Surface;
import com.graphhopper.routing.ev.TurnRestriction;
import com.graphhopper.routing.ev.VehicleAccess;
import com.graphhopper.routing.ev.VehiclePriority;
import com.graphhopper.routing.ev.VehicleSpeed;
import com.graphhopper.routing.util.EncodingManager;
import com.graphhopper.routing.util.FerrySpeedCalculator;
import com.graphhopper.routing.util.OSMParsers;
import com.graphhopper.routing.util.PriorityCode;
import com.graphhopper.routing.util.TransportationMode;
import com.graphhopper.routing.util.parsers.BikeAccessParser;
import com.graphhopper.routing.util.parsers.BikeAverageSpeedParser;
import com.graphhopper.routing.util.parsers.BikePriorityParser;
import com.graphhopper.routing.util.parsers.CarAccessParser;
import com.graphhopper.routing.util.parsers.CarAverageSpeedParser;
import com.graphhopper.routing.util.parsers.FootAccessParser;
import com.graphhopper.routing.util.parsers.OSMBikeNetworkTagParser;
import com.graphhopper.routing.util.parsers.OSMHgvParser;
import com.graphhopper.routing.util.parsers.OSMMaxHeightParser;
import com.graphhopper.routing.util.parsers.OSMMaxWeightParser;
import com.graphhopper.routing.util.parsers.OSMMaxWidthParser;
import com.graphhopper.routing.util.parsers.OSMRoadAccessParser;
import com.graphhopper.routing.util.parsers.OSMRoadClassParser;
import com.graphhopper.routing.util.parsers.OSMRoundaboutParser;
import com.graphhopper.routing.util.parsers.OSMSmoothnessParser;
import com.graphhopper.routing.util.parsers.OSMSurfaceParser;
import com.graphhopper.util.PMap;

/** What is kept of each edge of the road graph, and how it is read from OpenStreetMap's tags. */
final class RoadFacts {

    /** A kerb on the way of somebody in a wheelchair. */
    enum Kerb {
        NONE,
        FLAT,
        UNKNOWN,
        RAISED
    }

    /** OpenStreetMap's word on wheelchairs. */
    enum Wheelchair {
        UNKNOWN,
        YES,
        LIMITED,
        NO
    }

    final BooleanEncodedValue car = VehicleAccess.create("car");
    final BooleanEncodedValue bike = VehicleAccess.create("bike");
    final BooleanEncodedValue foot = VehicleAccess.create("foot");
    final DecimalEncodedValue carSpeed = VehicleSpeed.create("car", 7, 2, true);
    final DecimalEncodedValue bikeSpeed = VehicleSpeed.create("bike", 4, 2, false);
    final DecimalEncodedValue bikePriority = VehiclePriority.create("bike", 4, PriorityCode.getFactor(1), false);
    final BooleanEncodedValue roundabout = Roundabout.create();
    final EnumEncodedValue<RoadClass> roadClass = RoadClass.create();
    final EnumEncodedValue<RoadAccess> roadAccess = RoadAccess.create();
    final EnumEncodedValue<Hgv> hgv = Hgv.create();
    final DecimalEncodedValue maxHeight = MaxHeight.create();
    final DecimalEncodedValue maxWeight = MaxWeight.create();
    final DecimalEncodedValue maxWidth = MaxWidth.create();
    final EnumEncodedValue<Surface> surface = Surface.create();
    final EnumEncodedValue<Smoothness> smoothness = Smoothness.create();
    final EnumEncodedValue<Kerb> kerb = new EnumEncodedValue<>("kerb", Kerb.class);
    final EnumEncodedValue<Wheelchair> wheelchair = new EnumEncodedValue<>("wheelchair", Wheelchair.class);

    /** In decimetres; 0 when not known. */
    final IntEncodedValue width = new IntEncodedValueImpl("width", 6, false);

    /** One more than the percent; 0 when not known. */
    final IntEncodedValue incline = new IntEncodedValueImpl("incline", 6, false);

    final BooleanEncodedValue carTurns = TurnRestriction.create("car");
    final BooleanEncodedValue truckTurns = TurnRestriction.create("truck");
    final BooleanEncodedValue bikeTurns = TurnRestriction.create("bike");

    private final DecimalEncodedValue ferrySpeed = FerrySpeed.create();
    private final EnumEncodedValue<RouteNetwork> bikeNetwork = RouteNetwork.create(BikeNetwork.KEY);

    final EncodingManager encoding = EncodingManager.start()
            .add(car)
            .add(bike)
            .add(foot)
            .add(carSpeed)
            .add(bikeSpeed)
            .add(bikePriority)
            .add(roundabout)
            .add(roadClass)
            .add(roadAccess)
            .add(hgv)
            .add(maxHeight)
            .add(maxWeight)
            .add(maxWidth)
            .add(surface)
            .add(smoothness)
            .add(kerb)
            .add(wheelchair)
            .add(width)
            .add(incline)
            .add(ferrySpeed)
            .add(bikeNetwork)
            .addTurnCostEncodedValue(carTurns)
            .addTurnCostEncodedValue(truckTurns)
            .addTurnCostEncodedValue(bikeTurns)
            .build();

    OSMParsers parsers() {
        PMap privateToo = new PMap().putObject("block_private", false);
        return new OSMParsers()
                .addRelationTagParser(config -> new OSMBikeNetworkTagParser(bikeNetwork, config))
                .addWayTagParser(new OSMRoundaboutParser(roundabout))
                .addWayTagParser(new FerrySpeedCalculator(ferrySpeed))
                .addWayTagParser(new OSMRoadClassParser(roadClass))
                .addWayTagParser(new OSMRoadAccessParser<>(
                        roadAccess,
                        OSMRoadAccessParser.toOSMRestrictions(TransportationMode.CAR),
                        (way, access) -> access,
                        RoadAccess::find))
                .addWayTagParser(new CarAccessParser(encoding, privateToo))
                .addWayTagParser(new CarAverageSpeedParser(encoding))
                .addWayTagParser(new BikeAccessParser(encoding, new PMap()))
                .addWayTagParser(new BikeAverageSpeedParser(bikeSpeed, smoothness, ferrySpeed))
                .addWayTagParser(new BikePriorityParser(bikePriority, bikeSpeed, bikeNetwork))
                .addWayTagParser(new FootAccessParser(encoding, new PMap()))
                .addWayTagParser(new OSMHgvParser(hgv))
                .addWayTagParser(new OSMMaxHeightParser(maxHeight))
                .addWayTagParser(new OSMMaxWeightParser(maxWeight))
                .addWayTagParser(new OSMMaxWidthParser(maxWidth))
                .addWayTagParser(new OSMSurfaceParser(surface))
                .addWayTagParser(new OSMSmoothnessParser(smoothness))
                .addWayTagParser(new BarrierParser(this))
                .addRestrictionTagParser(new RestrictionTagParser(
                        OSMRoadAccessParser.toOSMRestrictions(TransportationMode.CAR), carTurns))
                .addRestrictionTagParser(new RestrictionTagParser(
                        OSMRoadAccessParser.toOSMRestrictions(TransportationMode.HGV), truckTurns))
                .addRestrictionTagParser(new RestrictionTagParser(
                        OSMRoadAccessParser.toOSMRestrictions(TransportationMode.BIKE), bikeTurns));
    }
}

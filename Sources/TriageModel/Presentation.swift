/// How reports show one topic: the way of the thing, the limits of its sizes, the words of the mail.
///
/// It stands in `rules/TOPIC/presentation.xml`; reporters know nothing about a topic but this.
public struct Presentation: Sendable, Hashable {
    /// What a report is about: "User photo synchronisation".
    public var title: String
    /// Heading of the map: "The way of the photo".
    public var wayTitle: String
    /// Stations of the way, in reading order.
    public var hops: [Hop]
    /// Which station leads to which.
    public var links: [Link]
    /// Sizes against limits; nil when the topic has none.
    public var gauge: Gauge?
    /// The words of the mail to the customer.
    public var reply: ReplyWords

    /// Makes a presentation.
    public init(
        title: String, wayTitle: String = "", hops: [Hop] = [], links: [Link] = [], gauge: Gauge? = nil,
        reply: ReplyWords = ReplyWords()
    ) {
        self.title = title
        self.wayTitle = wayTitle
        self.hops = hops
        self.links = links
        self.gauge = gauge
        self.reply = reply
    }

    /// A station of the way.
    public struct Hop: Sendable, Hashable {
        /// Unique within the way.
        public var id: String
        /// Short name.
        public var label: String
        /// What has to be right there, in plain words.
        public var about: String
        /// Place in the drawing, 1-based.
        public var column: Int
        /// Place in the drawing, 1-based.
        public var row: Int
        /// Rules whose match says it is broken here.
        public var broken: [String]
        /// Rules whose match says that here time alone is missing.
        public var waiting: [String]
        /// Rules that, all ruled out, prove the station good; empty when nothing can.
        public var cleared: [String]
        /// Rules of which one match proves the station good.
        public var proven: [String]

        /// Makes a station.
        public init(
            id: String, label: String, about: String = "", column: Int, row: Int, broken: [String] = [],
            waiting: [String] = [], cleared: [String] = [], proven: [String] = []
        ) {
            self.id = id
            self.label = label
            self.about = about
            self.column = column
            self.row = row
            self.broken = broken
            self.waiting = waiting
            self.cleared = cleared
            self.proven = proven
        }
    }

    /// A step from one station to the next.
    public struct Link: Sendable, Hashable {
        /// Id of a station.
        public var from: String
        /// Id of a station.
        public var to: String

        /// Makes a link.
        public init(from: String, to: String) {
            self.from = from
            self.to = to
        }
    }

    /// A logarithmic scale with limits.
    public struct Gauge: Sendable, Hashable {
        /// Heading.
        public var title: String
        /// Left end in bytes, at least 1.
        public var least: Int64
        /// Right end in bytes.
        public var most: Int64
        /// Limits, ascending.
        public var limits: [Limit]
        /// Fields whose sizes are shown.
        public var measures: [Measure]

        /// Makes a gauge.
        public init(title: String, least: Int64, most: Int64, limits: [Limit] = [], measures: [Measure] = []) {
            self.title = title
            self.least = least
            self.most = most
            self.limits = limits
            self.measures = measures
        }
    }

    /// A limit of a gauge.
    public struct Limit: Sendable, Hashable {
        /// In bytes.
        public var value: Int64
        /// Where it becomes unclear, in bytes; equal to `value` for a sharp limit.
        public var unclearFrom: Int64
        /// `10 KB`.
        public var short: String
        /// Whose limit it is.
        public var label: String
        /// First day it is no longer in force; nil when it still is.
        public var until: CivilDate?

        /// Makes a limit.
        public init(value: Int64, unclearFrom: Int64? = nil, short: String, label: String, until: CivilDate? = nil) {
            self.value = value
            self.unclearFrom = unclearFrom ?? value
            self.short = short
            self.label = label
            self.until = until
        }
    }

    /// A field whose values are shown on a gauge.
    public struct Measure: Sendable, Hashable {
        /// Kind of record.
        public var kind: String
        /// Field: a size or a binary value.
        public var field: String
        /// What the value is: "in AD".
        public var label: String

        /// Makes a measure.
        public init(kind: String, field: String, label: String) {
            self.kind = kind
            self.field = field
            self.label = label
        }
    }

    /// What the mail says besides causes and steps.
    public struct ReplyWords: Sendable, Hashable {
        /// Subject line; `{who}` stands for whom the case is about.
        public var subject: String
        /// After the greeting.
        public var opening: String
        /// When the evidence is not enough.
        public var insufficient: String
        /// When nothing is wrong.
        public var healthy: String
        /// When it is about something else.
        public var offTopic: String
        /// When nothing could be read.
        public var unreadable: String

        /// Makes the words.
        public init(
            subject: String = "", opening: String = "", insufficient: String = "", healthy: String = "",
            offTopic: String = "", unreadable: String = ""
        ) {
            self.subject = subject
            self.opening = opening
            self.insufficient = insufficient
            self.healthy = healthy
            self.offTopic = offTopic
            self.unreadable = unreadable
        }
    }
}

/// A size that was measured, for gauges.
public struct Measurement: Sendable, Hashable {
    /// Whose it is: best name known, or the place.
    public var subject: String
    /// What was measured: ``Presentation/Measure/label``.
    public var label: String
    /// Bytes; a range when it was rounded or only partly seen. An upper end of `Int64.max` means "at least".
    public var bytes: ClosedRange<Int64>
    /// Where it stands.
    public var span: SourceSpan

    /// Makes a measurement.
    public init(subject: String, label: String, bytes: ClosedRange<Int64>, span: SourceSpan) {
        self.subject = subject
        self.label = label
        self.bytes = bytes
        self.span = span
    }
}

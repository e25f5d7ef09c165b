extension FaultTexts {
    /// Those of the frame and of what lies below the features. A feature that is added later brings its own.
    package static let common = frame.adding(interface).adding(people).adding(hosting).adding(cluster)
}

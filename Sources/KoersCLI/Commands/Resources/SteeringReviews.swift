/// How a programme is steered, in five scores.
enum SteeringReviews: Resource {
    static let command = "steering-reviews"
    static let singular = "steering review"
    static let dutch = "sturingsmoment"
    static let abstract = "How a programme is steered, in five scores."
    static let parent: (any Resource.Type)? = Programmes.self
    static let columns = [
        "reviewedDate", "pace", "feasibility", "efficiency", "flexibility", "goalOrientation", "reviewedBy", "id",
    ]
    static let examples = [
        "steering-reviews list ITMDM-26 --sort -reviewedDate",
        "steering-reviews show ID --programme ITMDM-26",
        "steering-reviews create --programme ITMDM-26 --pace 3 --feasibility 4 \\\n"
            + "    --efficiency 3 --flexibility 4 --goal-orientation 5 \\\n    --reviewed-date 2026-10-05",
        "steering-reviews update ID --programme ITMDM-26 --note 'Zie verslag'",
    ]
}

internal import Foundation

/// Tells whoever opens the delivery, with Oproep or without, what is in it.
enum Documentation {
    static let text = PackageResources.toelichting_md
}

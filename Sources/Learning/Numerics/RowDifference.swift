/// What has to be taken away from one ascending list of rows, and added, to get another.
struct RowDifference {
    private(set) var gone: [Int] = []
    private(set) var come: [Int] = []

    /// - Complexity: O(rows), two comparisons each.
    init(from old: [Int], to new: [Int]) {
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if j == new.count || (i < old.count && old[i] < new[j]) {
                gone.append(old[i])
                i += 1
            } else if i == old.count || new[j] < old[i] {
                come.append(new[j])
                j += 1
            } else {
                i += 1
                j += 1
            }
        }
    }
}

#!/usr/bin/env bash
# Changes the code of one area of src/FerNet, one place at a time, and runs the area's tests on each change.
# usage: tests/FerNet.Mutation/mutate.sh Schedules|Metrics|Tables|PixelText|Files|Checks [options of dotnet-stryker]
# Needs 'dotnet tool restore'. The report lies in tests/FerNet.Mutation/StrykerOutput; one that survived shows what no test looks at.
set -euo pipefail
cd "$(dirname "$0")"

export Area=${1:?an area}
shift
case $Area in
Schedules) files=(Training/CropPhase.cs Training/CropPhases.cs Training/EarlyStopping.cs Training/LearningRateSchedule.cs) ;;
Metrics) files=('Evaluation/*.cs' '!Evaluation/Metrics*.cs' '!Evaluation/*JsonConverter.cs') ;;
Tables) files=('Data/Tables/*.cs' '!Data/Tables/PixelText.cs' 'Data/Detection/*.cs' Data/FerPlusFile.cs Data/FerPlusVotes.cs) ;;
PixelText) files=(Data/Tables/PixelText.cs) ;;
Files) files=('Data/DatasetFiles/*.cs' 'Data/Images/*.cs') ;;
Checks) files=('Networks/Onnx/Checks/*.cs' Training/TensorFile.cs Training/TrainingState.cs) ;;
*) echo "There is no area '$Area'; see the first lines of this script." >&2; exit 2 ;;
esac
exec dotnet tool run dotnet-stryker -- "${files[@]/#/--mutate=}" "$@"

using System.Text;
using FerNet.Data.Detection;
using FerNet.Tests.Support;

namespace FerNet.Tests.Data.Detection;

public sealed class FaceDetectionDatasetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_table_gives_faces_zones_and_landmarks()
    {
        Image("set/photos/a.jpg");
        Write("set/faces.csv",
            "file,x,y,width,height,score,agree,ignore,right_eye_x,right_eye_y,left_eye_x,left_eye_y,nose_x,nose_y," +
            "right_mouth_x,right_mouth_y,left_mouth_x,left_mouth_y",
            "a.jpg,1.5,2,30,40,0.9,10,0,1,2,3,4,5,6,7,8,9,10", "a.jpg,50,60,7,8,0.2,1,1,,,,,,,,,,");
        FaceDetectionDataset dataset = FaceDetectionDataset.Load(folder.File("set"));
        Assert.Equal(("set", 1, 1, 1), (dataset.Name, dataset.Count, dataset.FaceCount, dataset.IgnoredCount));
        AnnotatedPhoto photo = Assert.Single(dataset.Photos);
        Assert.Equal(new FaceBox(1.5f, 2, 30, 40), photo.Faces[0].Box);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], photo.Faces[0].Landmarks!);
        Assert.Equal((true, 0.2f, 1, null),
            (photo.Faces[1].IsIgnored, photo.Faces[1].Score!.Value, photo.Faces[1].Agreement!.Value, photo.Faces[1].Landmarks));
        Assert.Matches("^[0-9a-f]{64}$", dataset.Digest);
        Assert.Equal(dataset.Digest, FaceDetectionDataset.Load(folder.File("set/faces.csv")).Digest);
    }

    [Fact]
    public void The_text_format_of_WIDER_FACE_is_read()
    {
        Image("WIDER_train/images/0--Parade/one.jpg");
        Image("WIDER_train/images/0--Parade/none.jpg");
        Write("wider_face_split/wider_face_train_bbx_gt.txt",
            "0--Parade/one.jpg", "2", "449 330 122 149 0 0 0 0 0 0 ", "10 20 9 8 2 0 0 1 0 0 ", "0--Parade/none.jpg", "0",
                "0 0 0 0 0 0 0 0 0 0 ");
        FaceDetectionDataset dataset = FaceDetectionDataset.Load(folder.Path);
        Assert.Equal((2, 1, 1), (dataset.Count, dataset.FaceCount, dataset.IgnoredCount));
        Assert.Equal(new FaceBox(449, 330, 122, 149), dataset.Photos[0].Faces[0].Box);
        Assert.Empty(dataset.Photos[1].Faces);
    }

    [Fact]
    public void The_text_format_with_landmarks_is_read()
    {
        Image("images/0--Parade/one.jpg");
        Write("label.txt", "# 0--Parade/one.jpg",
            "449 330 122 149 488.9 373.6 0.0 542.1 376.4 0.0 515.0 412.8 0.0 485.2 425.9 0.0 538.4 431.5 0.0 0.82",
            "1 2 30 40 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 0.1");
        IReadOnlyList<AnnotatedFace> faces = FaceDetectionDataset.Load(folder.File("label.txt")).Photos[0].Faces;
        Assert.Equal([488.9f, 373.6f, 542.1f, 376.4f, 515, 412.8f, 485.2f, 425.9f, 538.4f, 431.5f], faces[0].Landmarks!);
        Assert.Null(faces[1].Landmarks);
    }

    [Fact]
    public void COCO_is_read()
    {
        Image("images/7.jpg");
        Write("faces.json", """
            {"images": [{"id": 7, "file_name": "7.jpg", "width": 8, "height": 8}],
             "categories": [{"id": 1, "name": "dog"}, {"id": 3, "name": "person-face"}],
             "annotations": [{"image_id": 7, "category_id": 3, "bbox": [1, 2, 3.5, 4]},
              {"image_id": 7, "category_id": 1, "bbox": [0, 0, 8, 8]},
              {"image_id": 7, "category_id": 3, "bbox": [1, 2, 3, 4], "iscrowd": 1, "keypoints": [1,2,2,3,4,2,5,6,1,7,8,2,9,10,2]}]}
            """);
        IReadOnlyList<AnnotatedFace> faces = FaceDetectionDataset.Load(folder.File("faces.json")).Photos[0].Faces;
        Assert.Equal(2, faces.Count);
        Assert.Equal((new FaceBox(1, 2, 3.5f, 4), false), (faces[0].Box, faces[0].IsIgnored));
        Assert.True(faces[1].IsIgnored);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], faces[1].Landmarks!);
    }

    [Theory]
    [InlineData("file,x,y,width\na.jpg,1,2,3", "line 1", "height")]
    [InlineData("file,x,y,width,height\na.jpg,1,2,3", "line 2", "4 fields")]
    [InlineData("file,x,y,width,height\na.jpg,1,2,3,zero", "line 2", "zero")]
    [InlineData("file,x,y,width,height\na.jpg,1,2,3,0", "line 2", "above 0")]
    [InlineData("file,x,y,width,height\nmissing.jpg,1,2,3,4", "line 2", "missing.jpg")]
    [InlineData("file,x,y,width,height\n../a.jpg,1,2,3,4", "line 2", "outside")]
    [InlineData("file,x,y,width,height\n/a.jpg,1,2,3,4", "line 2", "outside")]
    [InlineData("file,x,y,width,height\n,1,2,3,4", "line 2", "no file name")]
    [InlineData("file,x,y,width,height,x\na.jpg,1,2,3,4,5", "line 1", "'x' stands twice")]
    [InlineData("file,width\na.jpg,1", "line 1", "columns x, y, height")]
    [InlineData("file,x,y,height\na.jpg,1,2,3", "line 1", "column width.")]
    [InlineData("\nfile,x,y,width,height\n\na.jpg,1,2,0,3", "line 4", "above 0")]
    [InlineData("file,x,y,width,height\na.jpg,1,2,NaN,4", "line 2", "width is 'NaN'")]
    [InlineData("file,x,y,width,height\na.jpg,1e99,2,3,4", "line 2", "x is '1e99'")]
    [InlineData("file,x,y,width,height\na.jpg,1,2,3,4,5", "line 2", "6 fields; the header names 5")]
    [InlineData("file,x,y,width,height", "faces.csv", "names no photographs")]
    [InlineData("", "faces.csv", "empty")]
    public void A_damaged_table_is_named_with_its_line(string text, string where, string what)
    {
        Image("a.jpg");
        folder.Write("faces.csv", Encoding.UTF8.GetBytes(text));
        string message = Assert.Throws<InvalidDataException>(() => FaceDetectionDataset.Load(folder.Path)).Message;
        Assert.Contains(where, message, StringComparison.Ordinal);
        Assert.Contains(what, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.jpg\nmany\n1 2 3 4", "line 2: 'many' is not a number of faces")]
    [InlineData("\n \n", "names no photographs")]
    [InlineData("a.jpg\n3\n1 2 3 4", "3 faces")]
    [InlineData("a.jpg\n1\n1 2 x 4", "line 3")]
    [InlineData("a.jpg\n1\n1 2 3", "line 3")]
    [InlineData("a.jpg\n1\n1 2 1e99 4", "line 3: '1e99' is not a number")]
    [InlineData("a.jpg", "line 2: '' is not a number of faces")]
    [InlineData("a.jpg\n0", "0 faces are announced, but the file ends after 0")]
    [InlineData("a.jpg\n2147483647\n1 2 3 4", "2147483647 faces are announced, but the file ends after 1")]
    [InlineData("a.jpg\n1\n1 2 3 4\n\nb.jpg\n0\n0 0 0 0", "line 5: there is no photograph 'b.jpg'")]
    [InlineData("# a.jpg\n1 2 3", "line 2")]
    [InlineData("# b.jpg\n1 2 3 4", "line 1")]
    public void A_damaged_text_file_is_named_with_its_line(string text, string what)
    {
        Image("a.jpg");
        string path = folder.Write("faces.txt", Encoding.UTF8.GetBytes(text));
        Assert.Contains(what, Assert.Throws<InvalidDataException>(() => FaceDetectionDataset.Load(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "COCO")]
    [InlineData("""{"categories": [{"id": 1, "name": "dog"}]}""", "category")]
    [InlineData("""
        {"categories": [{"id": 1, "name": "face"}], "images": [],
         "annotations": [{"image_id": 7, "category_id": 1, "bbox": [1, 2, 3, 4]}]}
        """, "annotation 1: there is no image 7")]
    [InlineData("""
        {"categories": [{"id": 1, "name": "face"}], "images": [{"id": 7, "file_name": "a.jpg"}, {"id": 7, "file_name": "a.jpg"}]}
        """, "image 2: the id 7 stands twice")]
    [InlineData("""
        {"categories": [{"id": 1, "name": "face"}], "images": [{"id": 7, "file_name": null}]}
        """, "image 1: there is no file name")]
    public void A_damaged_JSON_file_is_named(string text, string what)
    {
        Image("a.jpg");
        string path = folder.Write("faces.json", Encoding.UTF8.GetBytes(text));
        string message = Assert.Throws<InvalidDataException>(() => FaceDetectionDataset.Load(path)).Message;
        Assert.Contains(what, message, StringComparison.Ordinal);
        Assert.Contains("faces.json", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1, 2, 3, 4]", "", null, false, false)]
    [InlineData("[1, 2, 3]", "", "the box is [1, 2, 3]", false, false)]
    [InlineData("[1, 2, 3, 4, 5]", "", "the box is [1, 2, 3, 4, 5]", false, false)]
    [InlineData("[1, 2, 0, 4]", "", "the box is [1, 2, 0, 4]", false, false)]
    [InlineData("[1, 2, 3, 0]", "", "the box is [1, 2, 3, 0]", false, false)]
    [InlineData("[1e99, 2, 3, 4]", "", "the box is [", false, false)]
    [InlineData("[1, 2, 3, 4]", ""","iscrowd": 0""", null, false, false)]
    [InlineData("[1, 2, 3, 4]", ""","iscrowd": 1""", null, true, false)]
    [InlineData("[1, 2, 3, 4]", ""","keypoints": [1,2,2,3,4,2,5,6,1,7,8,2,9,10,1]""", null, false, true)]
    [InlineData("[1, 2, 3, 4]", ""","keypoints": [1,2,2,3,4,2,5,6,1,7,8,0,9,10,1]""", null, false, false)]
    [InlineData("[1, 2, 3, 4]", ""","keypoints": [1,2,2,3,4,2,5,6,1,7,8,2]""", null, false, false)]
    [InlineData("[1, 2, 3, 4]", ""","keypoints": null""", null, false, false)]
    [InlineData("[1, 2, 3, 4]", ""","keypoints": [1e99,2,2,3,4,2,5,6,1,7,8,2,9,10,1]""", "a number of a landmark", false, false)]
    public void A_face_of_COCO_has_a_box_and_may_have_landmarks(string box, string more, string? error, bool isIgnored, bool hasLandmarks)
    {
        Image("a.jpg");
        string path = folder.Write("faces.json", Encoding.UTF8.GetBytes($$"""
            {"categories": [{"id": 3, "name": "Face"}], "images": [{"id": 7, "file_name": "a.jpg"}],
             "annotations": [{"image_id": 7, "category_id": 3, "bbox": {{box}} {{more}} }]}
            """));
        if (error is not null)
        {
            string message = Assert.Throws<InvalidDataException>(() => FaceDetectionDataset.Load(path)).Message;
            Assert.Contains("faces.json, annotation 1: " + error, message, StringComparison.Ordinal);
            return;
        }
        AnnotatedFace face = Assert.Single(Assert.Single(FaceDetectionDataset.Load(path).Photos).Faces);
        Assert.Equal((isIgnored, hasLandmarks), (face.IsIgnored, face.Landmarks is not null));
    }

    [Fact]
    public void Boxes_without_area_are_passed_over_and_invalid_faces_ignored()
    {
        Image("a.jpg");
        Image("b.jpg");
        Write("faces.txt",
            "", "a.jpg", " 5 ", "1 2 0 4", "1 2 3 0", "1 2 3 4", "1 2 5 6 0 0 0 1", "1 2 7 8 0 0 0 0", "b.jpg", "1",
            "1 2 9 9 1 1 1");
        FaceDetectionDataset dataset = FaceDetectionDataset.Load(folder.File("faces.txt"));
        Assert.Equal([(3f, false), (5f, true), (7f, false)], dataset.Photos[0].Faces.Select(face => (face.Box.Width, face.IsIgnored)));
        Assert.Equal(9, Assert.Single(dataset.Photos[1].Faces).Box.Width);
    }

    [Fact]
    public void Marked_faces_belong_to_the_name_before_them()
    {
        Image("images/a.jpg");
        Image("images/b.jpg");
        string zero = string.Join(' ', Enumerable.Repeat("0", 15));
        Write("label.txt", "", "# a.jpg", "", $"1 2 3 4 {zero} 0.5", "1 2 5 6 7 7 7 7", "1 2 0 6", $"1 2 8 8 {zero}", "#b.jpg",
            $"1 2 9 9 0 -1{zero[3..]}");
        FaceDetectionDataset dataset = FaceDetectionDataset.Load(folder.Path);
        Assert.Equal(["a.jpg", "b.jpg"], dataset.Photos.Select(photo => photo.Name));
        Assert.Equal([(3f, 10), (5f, null), (8f, 10)],
            dataset.Photos[0].Faces.Select(face => (face.Box.Width, face.Landmarks?.Length)));
        Assert.Equal(0, dataset.IgnoredCount);
        Assert.Null(Assert.Single(dataset.Photos[1].Faces).Landmarks);
    }

    [Theory]
    [InlineData("wider_face_split/wider_face_train_bbx_gt.txt", "WIDER_train/images/a.jpg")]
    [InlineData("wider_face_split/wider_face_val_bbx_gt.txt", "WIDER_val/images/a.jpg")]
    [InlineData("wider_face_train_bbx_gt.txt", "WIDER_train/images/a.jpg")]
    [InlineData("split/list.txt", "images/a.jpg")]
    [InlineData("list.txt", "images/a.jpg")]
    [InlineData("list.txt", "a.jpg")]
    public void Photographs_lie_beside_the_list_or_where_WIDER_FACE_has_them(string list, string photo)
    {
        Image(photo);
        Write(list, "a.jpg", "1", "1 2 3 4");
        string found = Assert.Single(FaceDetectionDataset.Load(folder.File(list)).Photos).Path;
        Assert.Equal(Path.GetFullPath(folder.File(photo)), Path.GetFullPath(found));
    }

    [Theory]
    [InlineData("faces.json", "images/a.jpg")]
    [InlineData("annotations/faces.json", "images/a.jpg")]
    [InlineData("annotations/faces.JSON", "faces/a.jpg")]
    [InlineData("annotations/faces.json", "annotations/a.jpg")]
    public void Photographs_lie_beside_the_annotations_of_COCO_or_in_a_folder_of_their_name(string list, string photo)
    {
        Image(photo);
        Write(list, """{"categories": [{"id": 1, "name": "face"}], "images": [{"id": 7, "file_name": "a.jpg"}], "annotations": []}""");
        Assert.Equal(folder.File(photo), Assert.Single(FaceDetectionDataset.Load(folder.File(list)).Photos).Path);
    }

    [Fact]
    public void The_digest_changes_with_each_number_and_name()
    {
        Image("a.jpg");
        Image("b.jpg");
        const string Header = "file,x,y,width,height,score,agree,ignore,right_eye_x,right_eye_y,left_eye_x,left_eye_y,nose_x,nose_y," +
            "right_mouth_x,right_mouth_y,left_mouth_x,left_mouth_y", Row = "a.jpg,1,2,3,4,0.5,6,0,7,8,9,10,11,12,13,14,15,16";
        HashSet<string> digests = [Digest(Row), Digest(Row + "\n" + Row), Digest("b" + Row[1..])];
        string[] fields = Row.Split(',');
        for (int i = 1; i < fields.Length; i++)
        {
            string[] changed = [.. fields];
            changed[i] += "1";
            digests.Add(Digest(string.Join(',', changed)));
        }
        Assert.Equal(3 + fields.Length - 1, digests.Count);

        string Digest(string rows)
        {
            Write("faces.csv", Header, rows);
            return FaceDetectionDataset.Load(folder.Path).Digest;
        }
    }

    [Fact]
    public void A_face_of_a_table_has_all_landmarks_or_none()
    {
        Image("a.jpg");
        Write("faces.csv",
            "file,x,y,width,height,score,right_eye_x,right_eye_y,left_eye_x,left_eye_y,nose_x,nose_y,right_mouth_x,right_mouth_y," +
            "left_mouth_x,left_mouth_y", "a.jpg,1,2,3,4,,1,2,3,4,5,6,7,8,9,", "a.jpg,1,2,3,4,,1,2,3,4,5,6,7,8,9,10");
        IReadOnlyList<AnnotatedFace> faces = Assert.Single(FaceDetectionDataset.Load(folder.Path).Photos).Faces;
        Assert.Equal([null, 10], faces.Select(face => face.Landmarks?.Length));
        Assert.Equal([(null, null), (null, null)], faces.Select(face => (face.Score, face.Agreement)));
    }

    [Fact]
    public void A_folder_without_annotations_says_what_is_looked_for()
    {
        Assert.Contains("faces.csv", Assert.Throws<FileNotFoundException>(() => FaceDetectionDataset.Load(folder.Path)).Message,
            StringComparison.Ordinal);
        Assert.Contains("There is no file or folder",
            Assert.Throws<FileNotFoundException>(() => FaceDetectionDataset.Load(folder.File("missing"))).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => FaceDetectionDataset.Load(" "));
    }

    private void Image(string name) => folder.Write(name, [1]);

    private void Write(string name, params string[] lines) => folder.Write(name, Encoding.UTF8.GetBytes(string.Join('\n', lines)));
}
